// openai for Node, Chat Completions.
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { drive, KEY, list, Station, WEATHER } from './kit.mjs';

const TOOL = { type: 'function', function: { name: 'get_weather', description: 'The weather', parameters: WEATHER, strict: true } };
const user = (content) => ({ role: 'user', content });

// What compatible servers show of reasoning is not in the SDK's types, but it is kept.
const thoughts = (message) => message.reasoning_content ?? '';

drive((surface, base) => {
  const client = new OpenAI({ baseURL: `${base}/v1`, apiKey: KEY, maxRetries: 0 });
  const options = (more) => ({ model: 'gpt-5.5', ...more });
  const create = (more) => client.chat.completions.create(options(more));
  const streamed = (more) => client.chat.completions.stream(options(more)).finalChatCompletion();
  const answer = ({ choices: [{ message, finish_reason }], usage }) => ({
    text: message.content,
    finish: finish_reason,
    usage: [usage.prompt_tokens, usage.prompt_tokens_details.cached_tokens, usage.completion_tokens],
  });
  const loop = async (ask, prompt, run, more) => {
    const messages = [user(prompt)];
    for (;;) {
      const { parsed, ...message } = (await ask({ messages, tools: [TOOL], ...more })).choices[0].message;
      messages.push(message);
      if (!message.tool_calls?.length) return message.content;
      for (const call of message.tool_calls) messages.push({ role: 'tool', tool_call_id: call.id, content: run(JSON.parse(call.function.arguments)) });
    }
  };
  const turns = async (ask, first, second) => {
    // The vendor's own service shows no thoughts; who wants them of others has to say so.
    const more = { reasoning_effort: 'medium', include_reasoning: true };
    const { parsed, ...message } = (await ask({ messages: [user(first)], ...more })).choices[0].message;
    return [thoughts(message), (await ask({ messages: [user(first), message, user(second)], ...more })).choices[0].message.content];
  };
  const about = async (text, part) => (await create({ messages: [user([{ type: 'text', text }, part])] })).choices[0].message.content;
  const response_format = zodResponseFormat(Station, 'station');

  return {
    stop: 'stop',
    says: { key: '', cut: '', overflow: '' },
    errors: {
      400: (e) => e instanceof OpenAI.BadRequestError,
      401: (e) => e instanceof OpenAI.AuthenticationError,
      429: (e) => e instanceof OpenAI.RateLimitError && e.headers.get('retry-after') === '1',
      503: (e) => e instanceof OpenAI.InternalServerError,
      key: (e) => e instanceof OpenAI.InternalServerError,
      overflow: (e) => e instanceof OpenAI.BadRequestError && e.code === 'context_length_exceeded',
      midway: (e) => e instanceof OpenAI.APIError,
      cut: (e) => e instanceof OpenAI.APIError,
    },
    lacks: { count: 'Chat Completions has no token count' },
    text: async (system, prompt) => answer(await create({ messages: [{ role: 'system', content: system }, user(prompt)] })),
    stream: async (system, prompt) => {
      const pieces = [];
      const messages = [{ role: 'developer', content: system }, user(prompt)];
      const stream = client.chat.completions.stream(options({ messages, stream_options: { include_usage: true } }));
      stream.on('content', (piece) => pieces.push(piece));
      return { ...answer(await stream.finalChatCompletion()), pieces };
    },
    tools: (prompt, run) => loop(create, prompt, run),
    toolsStream: (prompt, run) => {
      const tool = { type: 'function', function: { ...TOOL.function, parse: JSON.parse, function: run } };
      return client.chat.completions.runTools(options({ stream: true, messages: [user(prompt)], tools: [tool] })).finalContent();
    },
    structured: async (prompt) => (await client.chat.completions.parse(options({ messages: [user(prompt)], response_format }))).choices[0].message.parsed,
    structuredStream: async (prompt) => (await streamed({ messages: [user(prompt)], response_format })).choices[0].message.parsed,
    thinking: (first, second) => turns(create, first, second),
    thinkingStream: (first, second) => turns(streamed, first, second),
    thinkingTools: (prompt, run) => loop(create, prompt, run, { reasoning_effort: 'medium' }),
    image: (prompt, data) => about(prompt, { type: 'image_url', image_url: { url: `data:image/png;base64,${data.toString('base64')}` } }),
    pdf: (prompt, data, filename) => about(prompt, { type: 'file', file: { filename, file_data: `data:application/pdf;base64,${data.toString('base64')}` } }),
    models: async () => (await list(client.models.list())).map((m) => m.id),
    ask: async (prompt, { key = KEY, retries = 0 } = {}) =>
      (await client.withOptions({ apiKey: key, maxRetries: retries }).chat.completions.create(options({ messages: [user(prompt)] }))).choices[0].message.content,
    askStream: async (prompt) => (await streamed({ messages: [user(prompt)] })).choices[0].message.content,
  };
});
