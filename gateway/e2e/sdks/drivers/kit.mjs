// What the Node drivers share: the features, what each must show, and the lines that report them.
//
// A driver gives its SDK as an object with one method per operation; each operation uses the SDK as its documentation
// does and returns plain data. The judgement is here, so that it is the same for every SDK.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const read = (name) => readFileSync(new URL(name, import.meta.url));

export const WORDS = JSON.parse(read('words.json'));
export const KEY = WORDS.key;
export const PNG = read('lamp.png');
export const PDF = read('chart.pdf');

// The schema of the tool of the tool loops.
export const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string', description: 'The city' } },
  required: ['city'],
  additionalProperties: false,
};

// What is asked for where structured output is wanted.
export const Station = z.object({
  name: z.string(),
  mood: z.enum(['calm', 'stormy']),
  height: z.int(),
  lamps: z.array(z.object({ colour: z.string(), watts: z.number() })),
  automatic: z.boolean(),
  keeper: z.string().nullable(),
});

const contains = (got, want, what) => assert.ok((got ?? '').includes(want), `${what}: ${JSON.stringify(want)} is not in ${JSON.stringify(got)}`);
const equal = (got, want, what) => assert.ok(isSame(got, want), `${what}: got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
const isSame = (got, want) => {
  try {
    assert.deepEqual(got, want);
    return true;
  } catch {
    return false;
  }
};
const digest = (kind, data) => `${kind}, ${data.length} bytes, sha256 ${createHash('sha256').update(data).digest('hex').slice(0, 16)}`;

// Answers are objects: text, finish, usage = [input, cached, output], all inclusive; streamed ones have pieces too.
function judge(sdk, answer) {
  equal(answer.text, WORDS.answer, 'text');
  equal(answer.finish, sdk.stop, 'finish');
  equal(answer.usage, [100, 40, 20], 'usage');
}

async function stream(sdk) {
  const answer = await sdk.stream(WORDS.system, WORDS.hello);
  judge(sdk, answer);
  assert.ok(answer.pieces.length >= 3, `not streamed: ${JSON.stringify(answer.pieces)}`);
  equal(answer.pieces.join(''), answer.text, 'joined pieces');
}

// list gathers what an SDK gives page by page.
export async function list(pages) {
  const all = [];
  for await (const one of pages) all.push(one);
  return all;
}

// loop runs a tool loop; the tool remembers what it was asked.
async function loop(run) {
  const asked = [];
  const said = await run(WORDS.weather, ({ city }) => {
    asked.push(city);
    return WORDS.forecast[city];
  });
  equal(asked.toSorted(), ['Oslo', 'Rome'], 'calls');
  return said;
}

// turns holds the two turns of a conversation that thinks, once; they are the matter of two features.
function turns(sdk, how) {
  sdk.held ??= {};
  sdk.held[how] ??= sdk[how](WORDS.think, WORDS.recall);
  return sdk.held[how];
}

const shown = (how) => async (sdk) => contains((await turns(sdk, how))[0], WORDS.thought, 'thinking');
const carried = (how) => async (sdk) => equal((await turns(sdk, how))[1], WORDS.recalled, 'second turn');

async function carriedWithCalls(sdk) {
  const said = await loop((prompt, run) => sdk.thinkingTools(prompt, run));
  contains(said, WORDS.reported, 'text');
  contains(said, WORDS.recalled, 'text');
}

async function count(sdk) {
  const n = await sdk.count(WORDS.hello);
  assert.ok(n > 0 && n < 100, `counted ${n}`);
}

// refused runs a call that must raise the error that the SDK has for the case, and say so.
async function refused(sdk, call, name, want) {
  let said;
  try {
    said = await call();
  } catch (e) {
    assert.ok(sdk.errors[name](e), `raised ${e?.constructor?.name} ${e?.status ?? e?.statusCode ?? ''}: ${e?.message ?? JSON.stringify(e)}`);
    contains(String(e?.message ?? e), want, 'message');
    return;
  }
  assert.fail(`no error, but ${JSON.stringify(said)}`);
}

const failing = (kind, how = 'ask') => (sdk) =>
  refused(sdk, () => sdk[how](`${WORDS.fail}${kind} ${randomUUID()}`), kind, sdk.says[kind] ?? WORDS.failed + kind);

const FEATURES = {
  text: async (sdk) => judge(sdk, await sdk.text(WORDS.system, WORDS.hello)),
  stream,
  tools: async (sdk) => contains(await loop((p, run) => sdk.tools(p, run)), WORDS.reported, 'text'),
  'tools, streamed': async (sdk) => contains(await loop((p, run) => sdk.toolsStream(p, run)), WORDS.reported, 'text'),
  structured: async (sdk) => equal(await sdk.structured(WORDS.structured), WORDS.station, 'object'),
  'structured, streamed': async (sdk) => equal(await sdk.structuredStream(WORDS.structured), WORDS.station, 'object'),
  'thinking shown': shown('thinking'),
  'thinking shown, streamed': shown('thinkingStream'),
  'thinking carried': carried('thinking'),
  'thinking carried, streamed': carried('thinkingStream'),
  'thinking carried with calls': carriedWithCalls,
  image: async (sdk) => contains(await sdk.image(WORDS.image, PNG), digest('image/png', PNG), 'picture'),
  pdf: async (sdk) => contains(await sdk.pdf(WORDS.pdf, PDF, 'chart.pdf'), digest('application/pdf', PDF), 'document'),
  count,
  models: async (sdk) => contains((await sdk.models()).join(' '), WORDS.model_list, 'models'),
  'error 401': (sdk) => refused(sdk, () => sdk.ask(WORDS.hello, { key: 'wrong' }), '401', ''),
  'error 400': failing('400'),
  'error 429': failing('429'),
  'error 503': failing('503'),
  'upstream key refused': failing('key'),
  overflow: failing('overflow'),
  retry: async (sdk) => contains(await sdk.ask(`${WORDS.fail}once ${randomUUID()}`, { retries: 2 }), `${WORDS.fail}once`, 'text'),
  'error in the stream': failing('midway', 'askStream'),
  'cut stream': failing('cut', 'askStream'),
};

// drive runs every feature on the SDK and prints a line of JSON for each. What the SDK itself lacks it says in `lacks`.
// Command line: the surface of the SDK (those of one surface ignore it), the base URL, and perhaps the features to run.
export async function drive(make) {
  const [surface, base, ...only] = process.argv.slice(2);
  const sdk = await make(surface, base);
  process.on('unhandledRejection', () => {}); // Of promises that a failed feature left behind.
  for (const [feature, check] of Object.entries(FEATURES)) {
    if (only.length > 0 && !only.includes(feature)) continue;
    let detail = '';
    if (sdk.lacks?.[feature]) {
      detail = `lacking: ${sdk.lacks[feature]}`;
    } else {
      try {
        await check(sdk);
      } catch (e) {
        detail = `${e?.constructor?.name}: ${e?.message ?? JSON.stringify(e)}`.slice(0, 1500);
      }
    }
    console.log(JSON.stringify({ feature, ok: detail === '', detail }));
  }
}
