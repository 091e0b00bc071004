// Vercel's AI SDK with its providers for OpenAI (both surfaces), compatible servers, Anthropic and Google.
import { APICallError, generateText, jsonSchema, Output, isStepCount, streamText, tool } from 'ai';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { drive, KEY, Station, WEATHER } from './kit.mjs';

const NO_CHAT_REASONING = 'the OpenAI provider drops what compatible servers show of reasoning; openai-compatible keeps it';
const CHAT_REASONING = ['thinking shown', 'thinking shown, streamed', 'thinking carried', 'thinking carried, streamed'];
const NO_LIST = { count: 'the AI SDK counts no tokens', models: 'the AI SDK lists no models' };

// How each surface is made, the options of every call, and what it lacks.
const SURFACES = {
  'openai-responses': {
    make: (base, apiKey) => createOpenAI({ baseURL: `${base}/v1`, apiKey }).responses('gpt-5.5'),
    // With store it would send references to items that a stateless server does not have.
    options: { openai: { store: false, reasoningSummary: 'auto', include: ['reasoning.encrypted_content'] } },
  },
  'openai-chat': {
    make: (base, apiKey) => createOpenAI({ baseURL: `${base}/v1`, apiKey }).chat('gpt-5.5'),
    lacks: Object.fromEntries(CHAT_REASONING.map((feature) => [feature, NO_CHAT_REASONING])),
  },
  'openai-compatible': {
    // The provider keeps the seals of calls under its own name, and looks for them under this one.
    make: (base, apiKey) =>
      createOpenAICompatible({ name: 'google', baseURL: `${base}/v1`, apiKey, includeUsage: true, supportsStructuredOutputs: true })('gpt-5.5'),
    options: { google: { include_reasoning: true } },
  },
  anthropic: {
    make: (base, apiKey) => createAnthropic({ baseURL: `${base}/v1`, apiKey })('claude-sonnet-5-5'),
    options: { anthropic: { thinking: { type: 'adaptive', display: 'summarized' } } },
    overflow: 'prompt is too long',
  },
  google: {
    make: (base, apiKey) => createGoogleGenerativeAI({ baseURL: `${base}/v1beta`, apiKey })('gemini-3.8-flash'),
    options: { google: { thinkingConfig: { includeThoughts: true } } },
    overflow: 'exceeds the maximum number of tokens allowed',
  },
};

const isCall = (status) => (e) => APICallError.isInstance(e) && e.statusCode === status;
const user = (content) => ({ role: 'user', content });

drive((surface, base) => {
  const { make, options: providerOptions, lacks, overflow } = SURFACES[surface];
  const model = make(base, KEY);
  const call = (more) => ({ model, maxRetries: 0, providerOptions, ...more });
  const whole = (more) => generateText(call(more));
  // The result of a stream, once it has ended; an error in it is thrown, which the SDK leaves to a callback.
  const streamed = async (more) => {
    let fault;
    const result = streamText(call({ ...more, onError: ({ error }) => (fault = error) }));
    const pieces = [];
    for await (const piece of result.textStream) pieces.push(piece);
    if (fault) throw fault;
    const [text, finishReason, usage, reasoningText, responseMessages] = await Promise.all([
      result.text, result.finishReason, result.usage, result.reasoningText, result.responseMessages,
    ]);
    return { text, finishReason, usage, reasoningText, responseMessages, pieces, result };
  };
  const answer = ({ text, finishReason, usage }) => ({
    text,
    finish: finishReason,
    usage: [usage.inputTokens, usage.inputTokenDetails.cacheReadTokens, usage.outputTokens],
  });
  const loop = async (ask, prompt, run, more) => {
    const tools = { get_weather: tool({ description: 'The weather', inputSchema: jsonSchema(WEATHER), execute: async (input) => run(input) }) };
    return (await ask({ prompt, tools, stopWhen: isStepCount(4), ...more })).text;
  };
  const turns = async (ask, first, second) => {
    const reasoning = 'medium';
    const { reasoningText, responseMessages } = await ask({ messages: [user(first)], reasoning });
    const { text } = await ask({ messages: [user(first), ...responseMessages, user(second)], reasoning });
    return [reasoningText, text];
  };
  const about = async (text, mediaType, data, filename) => (await whole({ messages: [user([{ type: 'text', text }, { type: 'file', mediaType, data, filename }])] })).text;
  const output = Output.object({ schema: Station });

  return {
    stop: 'stop',
    says: { key: '', cut: '', overflow: overflow ?? '' },
    errors: {
      400: isCall(400),
      401: isCall(401),
      429: isCall(429),
      503: (e) => isCall(503)(e) || isCall(529)(e),
      key: (e) => APICallError.isInstance(e) && e.statusCode >= 500,
      overflow: (e) => isCall(400)(e) && (overflow || e.data.error.code === 'context_length_exceeded'),
      midway: () => true,
      cut: () => true,
    },
    lacks: { ...NO_LIST, ...lacks },
    text: async (instructions, prompt) => answer(await whole({ instructions, prompt })),
    stream: async (instructions, prompt) => {
      const result = await streamed({ instructions, prompt });
      return { ...answer(result), pieces: result.pieces };
    },
    tools: (prompt, run) => loop(whole, prompt, run),
    toolsStream: (prompt, run) => loop(streamed, prompt, run),
    structured: async (prompt) => (await whole({ prompt, output })).output,
    structuredStream: async (prompt) => (await streamed({ prompt, output })).result.output,
    thinking: (first, second) => turns(whole, first, second),
    thinkingStream: (first, second) => turns(streamed, first, second),
    thinkingTools: (prompt, run) => loop(streamed, prompt, run, { reasoning: 'medium' }),
    image: (prompt, data) => about(prompt, 'image/png', data),
    pdf: (prompt, data, name) => about(prompt, 'application/pdf', data, name),
    ask: async (prompt, { key = KEY, retries = 0 } = {}) => (await generateText({ model: make(base, key), maxRetries: retries, prompt })).text,
    askStream: async (prompt) => (await streamed({ prompt })).text,
  };
});
