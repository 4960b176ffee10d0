import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { openTestHttpServer, sendJson } from '@/server/tools/test/http-server';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

const PATH = '/connections/crm';
const TOKEN = 'a token that nobody reads';
const BODY = { kind: 'http', address: 'https://api.example.com/v1/', auth: { type: 'bearer', token: TOKEN } };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const list = async () => requireBody(await call<{ items: object[] }>('GET', '/connections'), 200).items;

describe('connections over the management API', () => {
  it('are set, listed without their credentials, replaced with the stored credential, and removed', async () => {
    const set = await call('PUT', PATH, { body: BODY });
    expect(requireBody(set, 200)).toEqual({
      ...{ name: 'crm', kind: 'http', address: 'https://api.example.com/v1', auth: { type: 'bearer' } },
      ...{ headers: {}, model: null, timeoutMs: null, maxBytes: null },
      ...{ createdAt: expect.any(String), updatedAt: expect.any(String) },
    });
    const basic = { ...BODY, auth: { type: 'basic', username: 'me', password: TOKEN } };
    requireBody(await call('PUT', '/connections/other', { body: basic }), 200);
    const kept = { ...BODY, auth: { type: 'bearer' }, headers: { 'x-a': '1' }, timeoutMs: 1_000 };
    requireBody(await call('PUT', PATH, { body: kept }), 200);
    expect(await list()).toMatchObject([
      {
        name: 'crm',
        headers: { 'x-a': '1' },
        timeoutMs: 1_000,
        updatedBy: expect.stringMatching(/^key:/),
        usedIn: [],
      },
      { name: 'other', auth: { type: 'basic', username: 'me' } },
    ]);
    expect(set.text + JSON.stringify(await list())).not.toContain(TOKEN);
    for (const name of ['crm', 'other']) requireBody(await call('DELETE', `/connections/${name}`), 204);
    expect(await list()).toEqual([]);
    expect((await call('DELETE', PATH)).status).toBe(404);
  });

  it('are tested', async () => {
    const server = await openTestHttpServer((_, response) => sendJson(response, 503, {}));
    requireBody(await call('PUT', PATH, { body: { ...BODY, address: server.url } }), 200);
    expect(requireBody(await call('POST', `${PATH}/test`, { body: { path: '/me' } }), 200)).toEqual({
      ...{ ok: false, status: 503, durationMs: expect.any(Number) },
      message: 'The service responded with status 503.',
    });
    expect(server.received.map(({ path }) => path)).toEqual(['/me']);
    expect((await call('POST', '/connections/nothing/test')).status).toBe(404);
    await server.close();
  });

  it('refuse another name or value at its field, and a forbidden address', async () => {
    for (const [path, more, field] of [
      ['/connections/My-CRM', {}, ['name']],
      [PATH, { address: 'https://api.example.com/?a' }, ['address']],
    ] as const) {
      const refused = requireBody(await call<ErrorBody>('PUT', path, { body: { ...BODY, ...more } }), 400);
      expect(refused.error.details).toMatchObject({ issues: [{ path: field }] });
    }
    const inside = await call<ErrorBody>('PUT', PATH, { body: { ...BODY, address: 'http://10.0.0.1/' } });
    expect(requireBody(inside, 400).error.code).toBe('outbound_blocked');
  });

  it('need the scope settings:write, and are apart from those of other organizations', async () => {
    requireBody(await call('PUT', PATH, { body: BODY }), 200);
    const key = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['settings:read']);
    for (const [method, path, body] of [
      ['PUT', PATH, BODY],
      ['DELETE', PATH, undefined],
      ['POST', `${PATH}/test`, {}],
    ] as const) {
      const denied = await call<ErrorBody>(method, path, { key, body });
      expect(requireBody(denied, 403).error.details).toEqual({ scope: 'settings:write' });
    }
    const stranger = await env.openOrganization();
    expect(requireBody(await env.callAs(stranger, 'GET', '/connections'), 200)).toEqual({ items: [] });
    expect((await env.callAs(stranger, 'DELETE', PATH)).status).toBe(404);
    expect((await env.callAs(stranger, 'POST', `${PATH}/test`)).status).toBe(404);
    expect(await list()).toHaveLength(1);
  });
});
