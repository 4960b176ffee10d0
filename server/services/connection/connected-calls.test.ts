import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchDatabase } from '@/e2e/stress/canaries/search-database';
import { sendJson } from '@/server/tools/test/http-server';
import { setSecret } from '../secret/set-secret';
import { listMaskedTurns } from '../session/list-masked-turns';
import { deleteConnection } from './delete-connection';
import { type ConnectedEnv, httpNode, openConnectedEnv, TOKEN } from './fixtures/open-connected-env';

let env: ConnectedEnv;

beforeAll(async () => {
  env = await openConnectedEnv();
});
afterAll(() => env.close());
beforeEach(() => env.reset());

const connect: ConnectedEnv['connect'] = (...given) => env.connect(...given);
const run: ConnectedEnv['run'] = (...given) => env.run(...given);
const failureOf = async (node: object, variables = {}) => JSON.parse((await run(node, variables)).said);

describe('a call over a connection', () => {
  beforeAll(() => connect('crm', { headers: { 'X-Tenant': 'acme', Accept: 'text/csv' } }));

  it('goes to the path below its address, with its headers and its credential', async () => {
    await run(
      httpNode({
        url: 'customers/{{ id }}',
        query: { q: 'a b' },
        headers: { accept: 'application/json', authorization: 'Bearer mine' },
      }),
      { id: 'ä/1' },
    );
    expect(env.server.received[0]).toMatchObject({
      path: '/v1/customers/%C3%A4%2F1?q=a+b',
      headers: { 'x-tenant': 'acme', accept: 'application/json', authorization: `Bearer ${TOKEN}` },
    });
    await run(httpNode({ url: '?page=2' }));
    expect(env.server.received[1]?.path).toBe('/v1?page=2');
  });

  it('shows the connection and the path, and nothing of its credential', async () => {
    env.answer = ({ headers }, response) => sendJson(response, 200, { got: headers.authorization });
    const { sessionId, said } = await run(httpNode());
    expect(JSON.parse(said).body).toEqual({ got: 'Bearer $connection.crm' });
    const { items } = await listMaskedTurns(env.owner, { sessionId, limit: 10 });
    const calls = items.flatMap(({ trace }) => trace.steps.flatMap(({ effect }) => effect?.request ?? []));
    expect(calls).toEqual([
      {
        method: 'GET',
        connection: 'crm',
        url: '/customers',
        headers: {},
        body: null,
        timeoutMs: 10_000,
        maxAttempts: 1,
      },
    ]);
    expect((await searchDatabase(env.platform.db.pool, [TOKEN])).hits).toEqual([]);
  });

  it.each([
    '../admin',
    'a/%2e%2e/b',
    '..%2fadmin',
    'a\\..\\b',
    '//evil.example/x',
    '\\\\evil.example',
    'https://evil.example/',
    '@evil.example',
    '\t//evil.example',
  ])('never leaves its address by %j (connection/path-below)', async (path) => {
    expect(await failureOf(httpNode({ url: '{{ $raw(path) }}' }), { path })).toMatchObject({
      code: 'invalid_url',
    });
    expect(env.server.received).toEqual([]);
  });

  it('sends secrets of the path, too', async () => {
    await setSecret(env.owner, { name: 'TEAM', value: 'team/of tests' });
    const { sessionId } = await run(httpNode({ url: '/{{ $secret.TEAM }}/x' }));
    expect(env.server.received[0]?.path).toBe('/v1/team%2Fof%20tests/x');
    const { items } = await listMaskedTurns(env.owner, { sessionId, limit: 10 });
    expect(JSON.stringify(items)).toContain('/$secret.TEAM/x');
  });

  it('keeps to the limits of its connection', async () => {
    await connect('slow', { timeoutMs: 100, maxBytes: 1_000 });
    env.answer = () => undefined;
    expect(await failureOf(httpNode({ connection: 'slow' }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('within 100 ms'),
    });
    env.answer = (_, response) => sendJson(response, 200, { text: 'x'.repeat(1_000) });
    expect(await failureOf(httpNode({ connection: 'slow' }))).toMatchObject({ code: 'too_large' });
  });

  it('signs in by name and password, or by a header', async () => {
    await connect('basic', { auth: { type: 'basic', username: 'ünal', password: 'a pässword' } });
    await run(httpNode({ connection: 'basic' }));
    expect(env.server.received[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('ünal:a pässword').toString('base64')}`,
    );
    await connect('header', { auth: { type: 'header', header: 'X-Api-Key', value: 'a key of tests' } });
    await run(httpNode({ connection: 'header' }));
    expect(env.server.received[1]?.headers['x-api-key']).toBe('a key of tests');
  });

  it('fails with the name of a connection that is gone', async () => {
    await connect('gone');
    await deleteConnection(env.owner, { name: 'gone' });
    expect(await failureOf(httpNode({ connection: 'gone' }))).toEqual({
      code: 'unknown_connection',
      message: 'There is no connection gone. An admin can add it under Settings, Connections.',
      status: null,
    });
  });
});

describe('a model over a connection', () => {
  const completion = (text: string) => ({
    model: 'small-1-2026',
    choices: [{ message: { role: 'assistant', content: text } }],
    usage: { prompt_tokens: 1, completion_tokens: 2 },
  });
  const ask = (more: object = {}) => ({
    ...{ kind: 'ai', connection: 'answers', prompt: 'Hello', variable: 'answer', ...more },
  });

  beforeAll(() => connect('answers', { kind: 'model', model: 'small-1' }));

  it('is asked by the model of the connection, which the trace names', async () => {
    env.answer = (_, response) => sendJson(response, 200, completion('Hi'));
    const { sessionId, said } = await run(ask());
    expect(said).toBe('"Hi"');
    const [sent] = env.server.received;
    expect(sent).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      model: 'small-1',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    const { items } = await listMaskedTurns(env.owner, { sessionId, limit: 10 });
    const usage = items.flatMap(({ trace }) => trace.steps.flatMap((step) => step.usage ?? []));
    expect(usage.map(({ model }) => model)).toEqual(['small-1']);
    await run(ask({ model: 'large-1' }));
    expect(JSON.parse(env.server.received[1]?.body ?? '').model).toBe('large-1');
  });

  it('is followed by the fallback at another connection', async () => {
    await connect('down', { kind: 'model', address: `${env.server.url}/down`, model: 'other-1' });
    env.answer = ({ path }, response) =>
      path.startsWith('/down') ? sendJson(response, 500, {}) : sendJson(response, 200, completion('Hi'));
    const { said } = await run(ask({ connection: 'down', fallback: { connection: 'answers' } }));
    expect(said).toBe('"Hi"');
    expect(env.server.received.map(({ path, body }) => [path, JSON.parse(body).model])).toEqual([
      ['/down/chat/completions', 'other-1'],
      ['/v1/chat/completions', 'small-1'],
    ]);
  });
});
