import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJson } from '@/server/tools/test/http-server';
import type { ServiceContext } from '../context';
import { type ConnectedEnv, openConnectedEnv, TOKEN } from './fixtures/open-connected-env';
import { testConnection } from './test-connection';

let env: ConnectedEnv;

beforeAll(async () => {
  env = await openConnectedEnv();
});
afterAll(() => env.close());
beforeEach(() => env.reset());

const connect: ConnectedEnv['connect'] = (...given) => env.connect(...given);

describe('the test of a connection', () => {
  it('says what it found', async () => {
    await connect('tested');
    expect(await testConnection(env.owner, { name: 'tested', path: 'me' })).toEqual({
      ...{ ok: true, status: 200, durationMs: expect.any(Number) },
      message: 'The service responded with status 200.',
    });
    expect(env.server.received[0]).toMatchObject({
      path: '/v1/me',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    env.answer = (_, response) => sendJson(response, 401, { error: { message: `No ${TOKEN} here` } });
    expect(await testConnection(env.owner, { name: 'tested' })).toMatchObject({
      ok: false,
      message: 'The service refused the credential (status 401). No $connection.tested here',
    });
    env.answer = (_, response) => sendJson(response, 404, {});
    expect(await testConnection(env.owner, { name: 'tested' })).toMatchObject({ ok: true, status: 404 });
    await connect('unheard', { address: 'http://127.0.0.1:9' });
    expect(await testConnection(env.owner, { name: 'unheard' })).toMatchObject({
      ok: false,
      status: null,
      message: '127.0.0.1:9 could not be called: nothing listens there.',
    });
  });

  it('asks a model by its name, or for the list of models', async () => {
    await connect('asked', { kind: 'model', model: 'small-1' });
    expect(await testConnection(env.owner, { name: 'asked' })).toMatchObject({ ok: false, status: 200 });
    env.answer = (_, response) => sendJson(response, 200, { choices: [{ message: { content: 'OK' } }] });
    expect(await testConnection(env.owner, { name: 'asked' })).toMatchObject({
      ok: true,
      message: 'The model small-1 replied.',
    });
    await connect('listed', { kind: 'model' });
    await testConnection(env.owner, { name: 'listed' });
    expect(env.server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/chat/completions',
      'POST /v1/chat/completions',
      'GET /v1/models',
    ]);
  });

  it('refuses a path that leads out of the address, and needs the scope', async () => {
    await expect(testConnection(env.owner, { name: 'tested', path: '../x' })).rejects.toMatchObject({
      problem: { details: { issues: [{ path: ['path'] }] } },
    });
    await expect(testConnection(env.owner, { name: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
    const viewer = { ...env.owner, actor: { ...env.owner.actor, role: 'viewer' } } as ServiceContext;
    await expect(testConnection(viewer, { name: 'tested' })).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});
