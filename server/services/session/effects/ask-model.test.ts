import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { findMismatch } from '@/server/engine/replay/verify';
import {
  type Handler,
  openTestHttpServer,
  sendJson,
  type TestHttpServer,
} from '@/server/tools/test/http-server';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { createFlow } from '../../flow/create-flow';
import { publishFlow } from '../../flow/version/publish-flow';
import { getRecording } from '../../replay/get-recording';
import { setModelPrice } from '../../usage/set-model-price';
import { listMaskedTurns } from '../list-masked-turns';
import { startSession } from '../start-session';
import { MASK } from '../turn/mask-turn';

const KEY = 'sk-secret-of-the-tests';

let testEnv: TestEnv;
let ctx: ServiceContext;
let server: TestHttpServer;
let answer: Handler;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  server = await openTestHttpServer((request, response) => answer(request, response));
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});
beforeEach(() => {
  server.received.length = 0;
  answer = reply('Hello, Ann!');
});

type AiInput = Extract<FlowDefinitionInput['nodes'][number], { kind: 'ai' }>;

/** A model server with as much of the wire format as the node uses: bearer key, one choice, usage. */
function reply(content: string): Handler {
  return ({ headers, body }, response) => {
    if (headers.authorization !== `Bearer ${KEY}`)
      return sendJson(response, 401, {
        error: { message: 'Incorrect API key provided', code: 'invalid_api_key' },
      });
    const { model } = JSON.parse(body) as { model: string };
    sendJson(response, 200, {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: `${model}-2026-01-01`,
      choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 1_000, completion_tokens: 7, total_tokens: 1_007 },
    });
  };
}

async function run(ai: Partial<AiInput>) {
  const definition: FlowDefinitionInput = {
    format: 1,
    start: 'ask',
    nodes: [
      {
        id: 'ask',
        kind: 'ai',
        url: `${server.url}/v1/chat/completions`,
        apiKey: KEY,
        model: 'small',
        prompt: 'Greet {{ name }}',
        variable: 'said',
        exits: { next: 'ok', error: 'bad' },
        ...ai,
      },
      { id: 'ok', kind: 'end', text: '{{ JSON.stringify(said) }}' },
      { id: 'bad', kind: 'end', text: '{{ error.code }} {{ error.status }}: {{ error.message }}' },
    ],
  };
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  const { session, messages } = await startSession(ctx, {
    flowId,
    variables: { name: 'Ann' },
    waitMs: 10_000,
  });
  const { items: turns } = await listMaskedTurns(ctx, { sessionId: session.id, limit: 50 });
  return { text: messages[0]?.text, turns };
}

describe('a model with tools', () => {
  const total: FlowDefinitionInput = {
    format: 1,
    start: 'done',
    inputs: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
    nodes: [{ id: 'done', kind: 'end', output: { total: 7 } }],
  };
  const asking = (more: Partial<AiInput>): FlowDefinitionInput => ({
    format: 1,
    start: 'ask',
    nodes: [
      {
        ...{ id: 'ask', kind: 'ai', url: `${server.url}/v1/chat/completions`, apiKey: KEY, model: 'tooled' },
        ...{ prompt: 'What does A1 cost?', variable: 'said', exits: { next: 'ok', limit: 'over' } },
        ...more,
      },
      { id: 'ok', kind: 'end', text: '{{ said }}' },
      { id: 'over', kind: 'end', text: '{{ error.code }}: {{ error.message }}' },
    ],
  });

  /** Asks for the tool until it has a result. */
  const callTool: Handler = ({ body }, response) => {
    const { messages, tools } = JSON.parse(body) as {
      messages: { role: string; content: string }[];
      tools: { function: { name: string } }[];
    };
    const { role, content = '' } = messages.at(-1) ?? {};
    const call = { name: tools[0]?.function.name, arguments: '{"order":"A1"}' };
    const message =
      role === 'tool'
        ? { role: 'assistant', content: `It is ${content}` }
        : { role: 'assistant', content: null, tool_calls: [{ id: 't', type: 'function', function: call }] };
    sendJson(response, 200, {
      model: 'tooled',
      choices: [{ index: 0, message, finish_reason: role === 'tool' ? 'stop' : 'tool_calls' }],
      usage: { prompt_tokens: 1_000, completion_tokens: 0, total_tokens: 1_000 },
    });
  };

  async function converse(more: Partial<AiInput>) {
    const called = await createFlow(ctx, { name: 'Order total', definition: total });
    await publishFlow(ctx, { flowId: called.id });
    const tools = [{ flow: called.slug, description: 'The total of an order' }];
    const { id: flowId } = await createFlow(ctx, { name: 'Shop', definition: asking({ tools, ...more }) });
    await publishFlow(ctx, { flowId });
    answer = callTool;
    const { session, messages } = await startSession(ctx, { flowId, waitMs: 10_000 });
    return { sessionId: session.id, text: messages[0]?.text };
  }

  it('gets their results from published flows, and is replayed exactly', async () => {
    const { sessionId, text } = await converse({});
    expect(text).toBe('It is {"total":7}');
    expect(server.received).toHaveLength(2);
    const recording = await getRecording(ctx, { sessionId });
    const compiled = compileRecording(recording);
    if (!compiled.ok) throw new Error(compiled.reason);
    const replayed = replay(compiled.program, recording, { type: 'exact' });
    expect(findMismatch(recording, replayed)).toBeNull();
  });

  it('is stopped by what it costs', async () => {
    await setModelPrice(ctx, { model: 'tooled', promptMicros: 2_000_000, completionMicros: 0 });
    const { text } = await converse({ limits: { cost: 0.002 } });
    expect(text).toBe('limit_cost: The model cost 0.002 US dollars; the limit is 0.002.');
    expect(server.received).toHaveLength(1);
  });
});

describe('a flow that asks a model', () => {
  it('stores no API key in the trace of its turns', async () => {
    await run({});
    const { rows } = await testEnv.platform.db.pool.query<{ trace: string }>('SELECT trace::text FROM turns');
    expect(rows.some(({ trace }) => trace.includes('authorization'))).toBe(true);
    expect(rows.filter(({ trace }) => trace.includes(KEY))).toEqual([]);
  });

  it('saves the reply and its price; all attempts have one idempotency key', async () => {
    await setModelPrice(ctx, { model: 'small', promptMicros: 150_000, completionMicros: 600_000 });
    const { text, turns } = await run({});
    expect(text).toBe('"Hello, Ann!"');
    expect(server.received).toMatchObject([
      {
        method: 'POST',
        path: '/v1/chat/completions',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}:1:0$/),
        },
      },
    ]);
    expect(turns.map(({ usage }) => usage)).toEqual([
      null,
      {
        model: 'small',
        prompt_tokens: 1_000,
        completion_tokens: 7,
        total_tokens: 1_007,
        cost_micros: 155,
        cost_usd: 0.000155,
      },
    ]);
  });

  it('returns its API key to no reader', async () => {
    const { turns } = await run({});
    expect(turns[0]?.trace.steps[0]?.effect?.request?.headers.authorization).toBe(MASK);
    expect(JSON.stringify(turns)).not.toContain(KEY);
  });

  it('saves data where the node has a schema', async () => {
    answer = reply('{"mood": "sunny", "sure": 0.9}');
    const schema = { type: 'object', properties: { mood: { type: 'string' } } };
    expect((await run({ schema })).text).toBe('{"mood":"sunny","sure":0.9}');
    expect(JSON.parse(server.received[0]?.body ?? '')).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { schema } },
    });
  });

  it('stores no price for a model without one', async () => {
    const { turns } = await run({ model: 'unknown' });
    expect(turns[1]?.usage).toMatchObject({ model: 'unknown', cost_micros: null, cost_usd: null });
  });

  it('retries when the server is busy, and counts one call', async () => {
    const good = answer;
    answer = (request, response) =>
      server.received.length === 1
        ? sendJson(response, 429, { error: { message: 'Rate limit reached' } })
        : good(request, response);
    const { text, turns } = await run({ retry: { attempts: 2 } });
    expect(text).toBe('"Hello, Ann!"');
    expect(new Set(server.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(server.received).toHaveLength(2);
    expect(turns.flatMap(({ usage }) => (usage ? [usage.total_tokens] : []))).toEqual([1_007]);
  });

  it.each<[string, Partial<AiInput>, Handler | null, string]>([
    [
      'a wrong key',
      { apiKey: 'wrong' },
      null,
      'status 401: The answer has status 401. Incorrect API key provided',
    ],
    [
      'a server that is no model’s',
      {},
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>'),
      'invalid_reply 200: The response contains no reply.',
    ],
    ['an address within', { url: 'http://10.0.0.1/v1' }, null, 'blocked : 10.0.0.1 was not called'],
  ])('leaves by error with %s', async (_, ai, handler, text) => {
    if (handler) answer = handler;
    const ended = await run(ai);
    expect(ended.text).toContain(text);
    expect(ended.turns[1]?.usage).toBeNull();
  });
});
