// openai for Node, Responses.
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { drive, KEY, list, Station, WEATHER } from './kit.mjs';

const TOOL = { type: 'function', name: 'get_weather', description: 'The weather', parameters: WEATHER, strict: true };
const REASONING = { reasoning: { effort: 'medium', summary: 'auto' }, include: ['reasoning.encrypted_content'] };

const thoughts = (response) => response.output.filter((item) => item.type === 'reasoning').flatMap((item) => item.summary.map((s) => s.text)).join('');

// plain is an item without what the helper for streams adds to it, which is not the API's own.
const plain = ({ parsed_arguments, ...item }) =>
  item.type === 'message' ? { ...item, content: item.content.map(({ parsed, ...part }) => part) } : item;

drive((surface, base) => {
  const client = new OpenAI({ baseURL: `${base}/v1`, apiKey: KEY, maxRetries: 0 });
  const options = (more) => ({ model: 'gpt-5.5', store: false, ...more });
  const create = (more) => client.responses.create(options(more));
  const streamed = (more) => client.responses.stream(options(more)).finalResponse();
  const answer = ({ output_text, status, usage }) => ({
    text: output_text,
    finish: status,
    usage: [usage.input_tokens, usage.input_tokens_details.cached_tokens, usage.output_tokens],
  });
  const loop = async (ask, prompt, run, more) => {
    const input = [{ role: 'user', content: prompt }];
    for (;;) {
      const response = await ask({ input, tools: [TOOL], ...more });
      input.push(...response.output.map(plain));
      const calls = response.output.filter((item) => item.type === 'function_call');
      if (calls.length === 0) return response.output_text;
      for (const call of calls) input.push({ type: 'function_call_output', call_id: call.call_id, output: run(JSON.parse(call.arguments)) });
    }
  };
  const turns = async (ask, first, second) => {
    const input = [{ role: 'user', content: first }];
    const response = await ask({ input, ...REASONING });
    input.push(...response.output.map(plain), { role: 'user', content: second });
    return [thoughts(response), (await ask({ input, ...REASONING })).output_text];
  };
  const about = async (text, part) => (await create({ input: [{ role: 'user', content: [{ type: 'input_text', text }, part] }] })).output_text;
  const format = zodTextFormat(Station, 'station');

  return {
    stop: 'completed',
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
    text: async (instructions, input) => answer(await create({ instructions, input })),
    stream: async (instructions, input) => {
      const pieces = [];
      const stream = client.responses.stream(options({ instructions, input }));
      stream.on('response.output_text.delta', (e) => pieces.push(e.delta));
      return { ...answer(await stream.finalResponse()), pieces };
    },
    tools: (prompt, run) => loop(create, prompt, run),
    toolsStream: (prompt, run) => loop(streamed, prompt, run),
    structured: async (input) => (await client.responses.parse(options({ input, text: { format } }))).output_parsed,
    structuredStream: async (input) => (await streamed({ input, text: { format } })).output_parsed,
    thinking: (first, second) => turns(create, first, second),
    thinkingStream: (first, second) => turns(streamed, first, second),
    thinkingTools: (prompt, run) => loop(streamed, prompt, run, REASONING),
    image: (prompt, data) => about(prompt, { type: 'input_image', image_url: `data:image/png;base64,${data.toString('base64')}`, detail: 'auto' }),
    pdf: (prompt, data, filename) => about(prompt, { type: 'input_file', filename, file_data: `data:application/pdf;base64,${data.toString('base64')}` }),
    count: async (input) => (await client.responses.inputTokens.count({ model: 'gpt-5.5', input })).input_tokens,
    models: async () => (await list(client.models.list())).map((m) => m.id),
    ask: async (input, { key = KEY, retries = 0 } = {}) => (await client.withOptions({ apiKey: key, maxRetries: retries }).responses.create(options({ input }))).output_text,
    askStream: async (input) => (await streamed({ input })).output_text,
  };
});
