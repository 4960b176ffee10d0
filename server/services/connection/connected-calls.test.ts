import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchDatabase } from '@/e2e/stress/canaries/search-database';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import {
  type Handler,
  openTestHttpServer,
  sendJson,
  type TestHttpServer,
} from '@/server/tools/test/http-server';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { setSecret } from '../secret/set-secret';
import { listMaskedTurns } from '../session/list-masked-turns';
import { startSession } from '../session/start-session';
import { deleteConnection } from './delete-connection';
import type { SetConnectionInput } from './schema';
import { setConnection } from './set-connection';
import { testConnection } from './test-connection';

const TOKEN = 'a-token-of-the-tests';

let testEnv: TestEnv;
let owner: ServiceContext;
let server: TestHttpServer;
let clock: ManualClock;
let answer: Handler;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  const { orgId, platform } = testEnv;
  owner = actIn(platform, orgId, { type: 'user', orgId, userId: platform.ids.uuid(1), role: 'owner' });
  server = await openTestHttpServer((request, response) => answer(request, response));
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});
beforeEach(() => {
  server.received.length = 0;
  answer = (_, response) => sendJson(response, 200, {});
});

const connect = (name: string, more: Partial<SetConnectionInput> = {}) =>
  setConnection(owner, {
    ...{ name, kind: 'http', address: `${server.url}/v1`, auth: { type: 'bearer', token: TOKEN } },
    ...more,
  });

async function run(node: object, variables = {}) {
  const definition = {
    format: 1,
    start: 'call',
    nodes: [
      { id: 'call', exits: { success: 'ok', next: 'ok', failure: 'bad', error: 'bad' }, ...node },
      { id: 'ok', kind: 'end', text: '{{ JSON.stringify(answer) }}' },
      { id: 'bad', kind: 'end', text: '{{ JSON.stringify(error) }}' },
    ],
  } as FlowDefinitionInput;
  const { flowId } = await addFlow(testEnv.platform.db, owner.actor.orgId, definition);
  const { session, messages } = await startSession(owner, { flowId, variables, waitMs: 10_000 });
  return { sessionId: session.id, said: messages.map(({ text }) => text).filter(Boolean).join('\n') };
}

const http = (more: object = {}) => ({
  ...{ kind: 'http', method: 'GET', connection: 'crm', url: '/customers' },
  ...{ save: [{ variable: 'answer', value: 'response' }], ...more },
});
const failureOf = async (node: object, variables = {}) => JSON.parse((await run(node, variables)).said);

describe('a call over a connection', () => {
  beforeAll(() => connect('crm', { headers: { 'X-Tenant': 'acme', Accept: 'text/csv' } }));

  it('goes to the path below its address, with its headers and its credential', async () => {
    await run(
      http({
        url: 'customers/{{ id }}',
        query: { q: 'a b' },
        headers: { accept: 'application/json', authorization: 'Bearer mine' },
      }),
      { id: 'ä/1' },
    );
    expect(server.received[0]).toMatchObject({
      path: '/v1/customers/%C3%A4%2F1?q=a+b',
      headers: { 'x-tenant': 'acme', accept: 'application/json', authorization: `Bearer ${TOKEN}` },
    });
    await run(http({ url: '?page=2' }));
    expect(server.received[1]?.path).toBe('/v1?page=2');
  });

  it('shows the connection and the path, and nothing of its credential', async () => {
    answer = ({ headers }, response) => sendJson(response, 200, { got: headers.authorization });
    const { sessionId, said } = await run(http());
    expect(JSON.parse(said).body).toEqual({ got: 'Bearer $connection.crm' });
    const { items } = await listMaskedTurns(owner, { sessionId, limit: 10 });
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
    expect((await searchDatabase(testEnv.platform.db.pool, [TOKEN])).hits).toEqual([]);
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
    expect(await failureOf(http({ url: '{{ $raw(path) }}' }), { path })).toMatchObject({
      code: 'invalid_url',
    });
    expect(server.received).toEqual([]);
  });

  it('sends secrets of the path, too', async () => {
    await setSecret(owner, { name: 'TEAM', value: 'team/of tests' });
    const { sessionId } = await run(http({ url: '/{{ $secret.TEAM }}/x' }));
    expect(server.received[0]?.path).toBe('/v1/team%2Fof%20tests/x');
    const { items } = await listMaskedTurns(owner, { sessionId, limit: 10 });
    expect(JSON.stringify(items)).toContain('/$secret.TEAM/x');
  });

  it('keeps to the limits of its connection', async () => {
    await connect('slow', { timeoutMs: 100, maxBytes: 1_000 });
    answer = () => undefined;
    expect(await failureOf(http({ connection: 'slow' }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('within 100 ms'),
    });
    answer = (_, response) => sendJson(response, 200, { text: 'x'.repeat(1_000) });
    expect(await failureOf(http({ connection: 'slow' }))).toMatchObject({ code: 'too_large' });
  });

  it('signs in by name and password, or by a header', async () => {
    await connect('basic', { auth: { type: 'basic', username: 'ünal', password: 'a password' } });
    await run(http({ connection: 'basic' }));
    expect(server.received[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('ünal:a password').toString('base64')}`,
    );
    await connect('header', { auth: { type: 'header', header: 'X-Api-Key', value: 'a key of tests' } });
    await run(http({ connection: 'header' }));
    expect(server.received[1]?.headers['x-api-key']).toBe('a key of tests');
  });

  it('fails with the name of a connection that is gone', async () => {
    await connect('gone');
    await deleteConnection(owner, { name: 'gone' });
    expect(await failureOf(http({ connection: 'gone' }))).toEqual({
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
    answer = (_, response) => sendJson(response, 200, completion('Hi'));
    const { sessionId, said } = await run(ask());
    expect(said).toBe('"Hi"');
    const [sent] = server.received;
    expect(sent).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      model: 'small-1',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    const { items } = await listMaskedTurns(owner, { sessionId, limit: 10 });
    const usage = items.flatMap(({ trace }) => trace.steps.flatMap((step) => step.usage ?? []));
    expect(usage.map(({ model }) => model)).toEqual(['small-1']);
    await run(ask({ model: 'large-1' }));
    expect(JSON.parse(server.received[1]?.body ?? '').model).toBe('large-1');
  });

  it('is followed by the fallback at another connection', async () => {
    await connect('down', { kind: 'model', address: `${server.url}/down`, model: 'other-1' });
    answer = ({ path }, response) =>
      path.startsWith('/down') ? sendJson(response, 500, {}) : sendJson(response, 200, completion('Hi'));
    const { said } = await run(ask({ connection: 'down', fallback: { connection: 'answers' } }));
    expect(said).toBe('"Hi"');
    expect(server.received.map(({ path, body }) => [path, JSON.parse(body).model])).toEqual([
      ['/down/chat/completions', 'other-1'],
      ['/v1/chat/completions', 'small-1'],
    ]);
  });
});

describe('OAuth 2 client credentials', () => {
  const SECRET = 'a client secret & more';
  let issued: number;
  let refused: Set<string>;

  const issue: Handler = ({ path, headers }, response) => {
    if (path === '/token') {
      issued += 1;
      return sendJson(response, 200, {
        access_token: `token-number-${issued}`,
        token_type: 'Bearer',
        expires_in: 100,
      });
    }
    const isRefused = refused.has(headers.authorization ?? '');
    return sendJson(response, isRefused ? 401 : 200, { got: headers.authorization ?? null });
  };
  const auth = {
    type: 'oauth2_client_credentials',
    clientId: 'the client',
    clientSecret: SECRET,
    scope: 'read write',
  } as const;
  const sign = (more: { scope?: string; credentialsIn?: 'body' } = {}) =>
    connect('oauth', { auth: { ...auth, tokenUrl: `${server.url}/token`, ...more } });
  const call = () => run(http({ connection: 'oauth' }));
  const sentWith = () =>
    server.received.filter(({ path }) => path !== '/token').map(({ headers }) => headers.authorization);

  beforeEach(async () => {
    issued = 0;
    refused = new Set();
    answer = issue;
    await sign();
  });

  it('fetches one token for many calls at once, and another one before it expires (token/one-fetch)', async () => {
    await Promise.all([call(), call(), call(), call()]);
    expect(new Set(sentWith())).toEqual(new Set(['Bearer token-number-1']));
    const tokens = server.received.filter(({ path }) => path === '/token');
    expect(tokens).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(tokens[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'read write',
    });
    const given = Buffer.from((tokens[0]?.headers.authorization ?? '').slice(6), 'base64').toString();
    expect(given).toBe(`the+client:${new URLSearchParams([['', SECRET]]).toString().slice(1)}`);
    clock.advance(89_000);
    await call();
    expect(issued).toBe(1);
    clock.advance(2_000);
    await call();
    expect(issued).toBe(2);
    expect(sentWith().at(-1)).toBe('Bearer token-number-2');
  });

  it('sends the credentials in the body where the server wants them there', async () => {
    await sign({ credentialsIn: 'body' });
    await call();
    expect(Object.fromEntries(new URLSearchParams(server.received[0]?.body))).toMatchObject({
      client_id: 'the client',
      client_secret: SECRET,
    });
    expect(server.received[0]?.headers.authorization).toBeUndefined();
  });

  it('renews a token that the service refuses, once', async () => {
    refused.add('Bearer token-number-1');
    const { said } = await call();
    expect(JSON.parse(said).status).toBe(200);
    expect(sentWith()).toEqual(['Bearer token-number-1', 'Bearer token-number-2']);
    refused.add('Bearer token-number-2').add('Bearer token-number-3').add('Bearer token-number-4');
    expect(JSON.parse((await call()).said)).toMatchObject({ code: 'status', status: 401 });
    expect(issued).toBe(3);
  });

  it('does not send the token of an earlier version of the connection (token/own-version)', async () => {
    await call();
    await sign({ scope: 'read' });
    await call();
    expect(sentWith()).toEqual(['Bearer token-number-1', 'Bearer token-number-2']);
  });

  it('shows neither the token nor the secret', async () => {
    const { sessionId, said } = await call();
    expect(JSON.parse(said).body).toEqual({ got: 'Bearer $connection.oauth' });
    const { items } = await listMaskedTurns(owner, { sessionId, limit: 10 });
    expect(JSON.stringify(items)).not.toContain('token-number');
    expect((await searchDatabase(testEnv.platform.db.pool, ['token-number', SECRET])).hits).toEqual([]);
  });

  it.each<[Handler, string, string]>([
    [
      (_, response) => sendJson(response, 401, { error: 'invalid_client', error_description: SECRET }),
      'oauth_token',
      'The token server responded with status 401 (invalid_client).',
    ],
    [
      (_, response) => sendJson(response, 200, { token: 'x' }),
      'oauth_token',
      'The response of the token server has no usable access_token.',
    ],
    [
      (_, response) => sendJson(response, 200, { access_token: 'a', token_type: 'mac' }),
      'oauth_token',
      'The token server gives tokens of another type than bearer.',
    ],
  ])('fails the call with the reason of the token server', async (broken, code, message) => {
    answer = broken;
    expect(JSON.parse((await call()).said)).toEqual({
      code,
      message: `The connection oauth has no access token. ${message}`,
      status: null,
    });
    answer = issue;
    expect(JSON.parse((await call()).said).status).toBe(200);
  });

  it('waits for a token no longer than for the call', async () => {
    answer = ({ path }, response) => (path === '/token' ? undefined : sendJson(response, 200, {}));
    expect(await failureOf(http({ connection: 'oauth', timeoutMs: 100 }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('The token server did not answer within'),
    });
  });
});

describe('the test of a connection', () => {
  it('says what it found', async () => {
    await connect('tested');
    expect(await testConnection(owner, { name: 'tested', path: 'me' })).toEqual({
      ...{ ok: true, status: 200, durationMs: expect.any(Number) },
      message: 'The service responded with status 200.',
    });
    expect(server.received[0]).toMatchObject({
      path: '/v1/me',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    answer = (_, response) => sendJson(response, 401, { error: { message: `No ${TOKEN} here` } });
    expect(await testConnection(owner, { name: 'tested' })).toMatchObject({
      ok: false,
      message: 'The service refused the credential (status 401). No $connection.tested here',
    });
    answer = (_, response) => sendJson(response, 404, {});
    expect(await testConnection(owner, { name: 'tested' })).toMatchObject({ ok: true, status: 404 });
    await connect('unheard', { address: 'http://127.0.0.1:9' });
    expect(await testConnection(owner, { name: 'unheard' })).toMatchObject({
      ok: false,
      status: null,
      message: '127.0.0.1:9 could not be called: nothing listens there.',
    });
  });

  it('asks a model by its name, or for the list of models', async () => {
    await connect('asked', { kind: 'model', model: 'small-1' });
    expect(await testConnection(owner, { name: 'asked' })).toMatchObject({ ok: false, status: 200 });
    answer = (_, response) => sendJson(response, 200, { choices: [{ message: { content: 'OK' } }] });
    expect(await testConnection(owner, { name: 'asked' })).toMatchObject({
      ok: true,
      message: 'The model small-1 replied.',
    });
    await connect('listed', { kind: 'model' });
    await testConnection(owner, { name: 'listed' });
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/chat/completions',
      'POST /v1/chat/completions',
      'GET /v1/models',
    ]);
  });

  it('refuses a path that leads out of the address, and needs the scope', async () => {
    await expect(testConnection(owner, { name: 'tested', path: '../x' })).rejects.toMatchObject({
      problem: { details: { issues: [{ path: ['path'] }] } },
    });
    await expect(testConnection(owner, { name: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
    const viewer = { ...owner, actor: { ...owner.actor, role: 'viewer' } } as ServiceContext;
    await expect(testConnection(viewer, { name: 'tested' })).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});
