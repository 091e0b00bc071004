// @anthropic-ai/sdk for Node, Messages.
import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { drive, KEY, list, Station, WEATHER } from './kit.mjs';

const TOOL = { name: 'get_weather', description: 'The weather', input_schema: WEATHER };
const THINKING = { thinking: { type: 'adaptive', display: 'summarized' } };
const user = (content) => ({ role: 'user', content });
const joined = (message, type, member) => message.content.filter((block) => block.type === type).map((block) => block[member]).join('');
const said = (message) => joined(message, 'text', 'text');
const thoughts = (message) => joined(message, 'thinking', 'thinking');

drive((surface, base) => {
  const client = new Anthropic({ baseURL: base, apiKey: KEY, maxRetries: 0 });
  const options = (more) => ({ model: 'claude-sonnet-5-5', max_tokens: 4000, ...more });
  const create = (more) => client.messages.create(options(more));
  const streamed = (more) => client.messages.stream(options(more)).finalMessage();
  const answer = (message) => {
    const { input_tokens, cache_read_input_tokens: read, cache_creation_input_tokens: written, output_tokens } = message.usage;
    return { text: said(message), finish: message.stop_reason, usage: [input_tokens + (read ?? 0) + (written ?? 0), read, output_tokens] };
  };
  const loop = async (ask, prompt, run, more) => {
    const messages = [user(prompt)];
    for (;;) {
      const message = await ask({ messages, tools: [TOOL], ...more });
      messages.push({ role: 'assistant', content: message.content });
      const calls = message.content.filter((block) => block.type === 'tool_use');
      if (calls.length === 0) return said(message);
      messages.push(user(calls.map((call) => ({ type: 'tool_result', tool_use_id: call.id, content: run(call.input) }))));
    }
  };
  const turns = async (ask, first, second) => {
    const message = await ask({ messages: [user(first)], ...THINKING });
    const messages = [user(first), { role: 'assistant', content: message.content }, user(second)];
    return [thoughts(message), said(await ask({ messages, ...THINKING }))];
  };
  const about = async (text, type, media_type, data) =>
    said(await create({ messages: [user([{ type, source: { type: 'base64', media_type, data: data.toString('base64') } }, { type: 'text', text }])] }));
  const output_config = { format: zodOutputFormat(Station) };

  return {
    stop: 'end_turn',
    says: { key: '', cut: '', overflow: 'prompt is too long' },
    errors: {
      400: (e) => e instanceof Anthropic.BadRequestError,
      401: (e) => e instanceof Anthropic.AuthenticationError,
      429: (e) => e instanceof Anthropic.RateLimitError && e.headers.get('retry-after') === '1',
      503: (e) => e instanceof Anthropic.InternalServerError,
      key: (e) => e instanceof Anthropic.InternalServerError,
      overflow: (e) => e instanceof Anthropic.BadRequestError,
      midway: (e) => e instanceof Anthropic.APIError,
      cut: (e) => e instanceof Anthropic.APIError,
    },
    text: async (system, prompt) => answer(await create({ system, messages: [user(prompt)] })),
    stream: async (system, prompt) => {
      const pieces = [];
      const stream = client.messages.stream(options({ system: [{ type: 'text', text: system }], messages: [user(prompt)] }));
      stream.on('text', (piece) => pieces.push(piece));
      return { ...answer(await stream.finalMessage()), pieces };
    },
    tools: async (prompt, run) => {
      const tool = { ...TOOL, parse: (input) => input, run };
      const runner = client.beta.messages.toolRunner(options({ messages: [user(prompt)], tools: [tool] }));
      return said(await runner);
    },
    toolsStream: (prompt, run) => loop(streamed, prompt, run),
    structured: async (prompt) => (await client.messages.parse(options({ messages: [user(prompt)], output_config }))).parsed_output,
    structuredStream: async (prompt) => (await streamed({ messages: [user(prompt)], output_config })).parsed_output,
    thinking: (first, second) => turns(create, first, second),
    thinkingStream: (first, second) => turns(streamed, first, second),
    thinkingTools: (prompt, run) => loop(streamed, prompt, run, THINKING),
    image: (prompt, data) => about(prompt, 'image', 'image/png', data),
    pdf: (prompt, data) => about(prompt, 'document', 'application/pdf', data),
    count: async (prompt) => (await client.messages.countTokens({ model: 'claude-sonnet-5-5', messages: [user(prompt)] })).input_tokens,
    models: async () => (await list(client.models.list())).map((m) => m.id),
    ask: async (prompt, { key = KEY, retries = 0 } = {}) => said(await client.withOptions({ apiKey: key, maxRetries: retries }).messages.create(options({ messages: [user(prompt)] }))),
    askStream: async (prompt) => said(await streamed({ messages: [user(prompt)] })),
  };
});
