// @google/genai for Node, generateContent.
import { ApiError, GoogleGenAI } from '@google/genai';
import { z } from 'zod';
import { drive, KEY, list, Station, WEATHER } from './kit.mjs';

const MODEL = 'gemini-3.8-flash';
const TOOLS = [{ functionDeclarations: [{ name: 'get_weather', description: 'The weather', parametersJsonSchema: WEATHER }] }];
const THINKING = { thinkingConfig: { includeThoughts: true, thinkingLevel: 'MEDIUM' } };
const user = (...parts) => ({ role: 'user', parts });
const joined = (content, thought) => content.parts.filter((part) => part.text && Boolean(part.thought) === thought).map((part) => part.text).join('');

drive((surface, base) => {
  const connect = (apiKey, httpOptions) => new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl: base, ...httpOptions } });
  const { models } = connect(KEY);
  const create = (contents, config) => models.generateContent({ model: MODEL, contents, config });
  // The whole answer of a stream, its parts as they came.
  const streamed = async (contents, config) => {
    const parts = [];
    let last;
    for await (const chunk of await models.generateContentStream({ model: MODEL, contents, config })) {
      parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
      last = chunk;
    }
    last.candidates[0].content = { role: 'model', parts };
    return last;
  };
  const answer = ({ candidates: [{ content, finishReason }], usageMetadata: u }) => ({
    text: joined(content, false),
    finish: finishReason,
    usage: [u.promptTokenCount, u.cachedContentTokenCount, u.candidatesTokenCount + (u.thoughtsTokenCount ?? 0)],
  });
  const loop = async (ask, prompt, run, more) => {
    const contents = [user({ text: prompt })];
    for (;;) {
      const { content } = (await ask(contents, { tools: TOOLS, ...more })).candidates[0];
      contents.push(content);
      const calls = content.parts.flatMap((part) => part.functionCall ?? []);
      if (calls.length === 0) return joined(content, false);
      contents.push(user(...calls.map(({ id, name, args }) => ({ functionResponse: { id, name, response: { output: run(args) } } }))));
    }
  };
  const turns = async (ask, first, second) => {
    const { content } = (await ask([user({ text: first })], THINKING)).candidates[0];
    const next = await ask([user({ text: first }), content, user({ text: second })], THINKING);
    return [joined(content, true), joined(next.candidates[0].content, false)];
  };
  const about = async (text, mimeType, data) => (await create([user({ inlineData: { mimeType, data: data.toString('base64') } }, { text })])).text;
  const shape = { responseMimeType: 'application/json', responseJsonSchema: z.toJSONSchema(Station) };

  return {
    stop: 'STOP',
    says: { key: '', cut: '', overflow: 'exceeds the maximum number of tokens allowed' },
    errors: {
      400: (e) => e instanceof ApiError && e.status === 400,
      401: (e) => e instanceof ApiError && e.status === 401,
      429: (e) => e instanceof ApiError && e.status === 429 && e.message.includes('"retryDelay":"1s"'),
      503: (e) => e instanceof ApiError && e.status === 503,
      key: (e) => e instanceof ApiError && e.status >= 500,
      overflow: (e) => e instanceof ApiError && e.status === 400,
      midway: (e) => e instanceof ApiError,
      cut: (e) => e instanceof ApiError,
    },
    text: async (systemInstruction, prompt) => answer(await create(prompt, { systemInstruction })),
    stream: async (systemInstruction, prompt) => {
      const pieces = [];
      let last;
      for await (const chunk of await models.generateContentStream({ model: MODEL, contents: prompt, config: { systemInstruction } })) {
        if (chunk.text) pieces.push(chunk.text);
        last = chunk;
      }
      last.candidates[0].content ??= { parts: [] };
      return { ...answer(last), text: pieces.join(''), pieces };
    },
    tools: (prompt, run) => loop(create, prompt, run),
    toolsStream: (prompt, run) => loop(streamed, prompt, run),
    structured: async (prompt) => Station.parse(JSON.parse((await create(prompt, shape)).text)),
    structuredStream: async (prompt) => Station.parse(JSON.parse(joined((await streamed(prompt, shape)).candidates[0].content, false))),
    thinking: (first, second) => turns(create, first, second),
    thinkingStream: (first, second) => turns(streamed, first, second),
    thinkingTools: (prompt, run) => loop(streamed, prompt, run, THINKING),
    image: (prompt, data) => about(prompt, 'image/png', data),
    pdf: (prompt, data) => about(prompt, 'application/pdf', data),
    count: async (contents) => (await models.countTokens({ model: MODEL, contents })).totalTokens,
    models: async () => (await list(await models.list())).map((m) => m.name),
    ask: async (contents, { key = KEY, retries = 0 } = {}) => {
      const options = retries > 0 ? { retryOptions: { attempts: retries + 1 } } : {};
      return (await connect(key, options).models.generateContent({ model: MODEL, contents })).text;
    },
    askStream: async (prompt) => joined((await streamed(prompt)).candidates[0].content, false),
  };
});
