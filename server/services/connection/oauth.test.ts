import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchDatabase } from '@/e2e/stress/canaries/search-database';
import { type Handler, sendJson } from '@/server/tools/test/http-server';
import { listMaskedTurns } from '../session/list-masked-turns';
import { type ConnectedEnv, httpNode, openConnectedEnv } from './fixtures/open-connected-env';

let env: ConnectedEnv;

beforeAll(async () => {
  env = await openConnectedEnv();
});
afterAll(() => env.close());
beforeEach(() => env.reset());

const connect: ConnectedEnv['connect'] = (...given) => env.connect(...given);
const run: ConnectedEnv['run'] = (...given) => env.run(...given);
const failureOf = async (node: object, variables = {}) => JSON.parse((await run(node, variables)).said);

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
    connect('oauth', { auth: { ...auth, tokenUrl: `${env.server.url}/token`, ...more } });
  const call = () => run(httpNode({ connection: 'oauth' }));
  const sentWith = () =>
    env.server.received.filter(({ path }) => path !== '/token').map(({ headers }) => headers.authorization);

  beforeEach(async () => {
    issued = 0;
    refused = new Set();
    env.answer = issue;
    await sign();
  });

  it('fetches one token for many calls at once, and another one before it expires (token/one-fetch)', async () => {
    await Promise.all([call(), call(), call(), call()]);
    expect(new Set(sentWith())).toEqual(new Set(['Bearer token-number-1']));
    const tokens = env.server.received.filter(({ path }) => path === '/token');
    expect(tokens).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(tokens[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'read write',
    });
    const given = Buffer.from((tokens[0]?.headers.authorization ?? '').slice(6), 'base64').toString();
    expect(given).toBe(`the+client:${new URLSearchParams([['', SECRET]]).toString().slice(1)}`);
    env.clock.advance(89_000);
    await call();
    expect(issued).toBe(1);
    env.clock.advance(2_000);
    await call();
    expect(issued).toBe(2);
    expect(sentWith().at(-1)).toBe('Bearer token-number-2');
  });

  it('sends the credentials in the body where the server wants them there', async () => {
    await sign({ credentialsIn: 'body' });
    await call();
    expect(Object.fromEntries(new URLSearchParams(env.server.received[0]?.body))).toMatchObject({
      client_id: 'the client',
      client_secret: SECRET,
    });
    expect(env.server.received[0]?.headers.authorization).toBeUndefined();
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
    const { items } = await listMaskedTurns(env.owner, { sessionId, limit: 10 });
    expect(JSON.stringify(items)).not.toContain('token-number');
    expect((await searchDatabase(env.platform.db.pool, ['token-number', SECRET])).hits).toEqual([]);
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
    env.answer = broken;
    expect(JSON.parse((await call()).said)).toEqual({
      code,
      message: `The connection oauth has no access token. ${message}`,
      status: null,
    });
    env.answer = issue;
    expect(JSON.parse((await call()).said).status).toBe(200);
  });

  it('waits for a token no longer than for the call', async () => {
    env.answer = ({ path }, response) => (path === '/token' ? undefined : sendJson(response, 200, {}));
    expect(await failureOf(httpNode({ connection: 'oauth', timeoutMs: 100 }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('The token server did not answer within'),
    });
  });
});
