import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

const PATH = '/config/LIMIT';

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const list = async () => requireBody(await call<{ items: object[] }>('GET', '/config'), 200).items;

describe('configuration values over the management API', () => {
  it('are set, listed and removed', async () => {
    for (const value of [5, null, false, 'text', [1, { a: 'b' }]]) {
      expect(requireBody(await call('PUT', PATH, { body: { value } }), 200)).toEqual({
        name: 'LIMIT',
        value,
      });
      expect(await list()).toEqual([{ name: 'LIMIT', value, overrides: [], usedIn: [] }]);
    }
    requireBody(await call('DELETE', PATH), 204);
    expect(await list()).toEqual([]);
    expect((await call('DELETE', PATH)).status).toBe(404);
  });

  it('refuse another name, a missing value and too large a one', async () => {
    for (const [path, body] of [
      ['/config/MY-LIMIT', { value: 1 }],
      [PATH, {}],
      [PATH, { value: 'x'.repeat(40_000) }],
    ] as const)
      expect((await call<ErrorBody>('PUT', path, { body })).status).toBe(400);
    expect(await list()).toEqual([]);
  });

  it('need the scope settings:write, and are apart from those of other organizations', async () => {
    requireBody(await call('PUT', PATH, { body: { value: 1 } }), 200);
    const key = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['settings:read']);
    for (const method of ['PUT', 'DELETE']) {
      const body = method === 'PUT' ? { value: 2 } : undefined;
      const denied = await call<ErrorBody>(method, PATH, { key, body });
      expect(requireBody(denied, 403).error.details).toEqual({ scope: 'settings:write' });
    }
    const stranger = await env.openOrganization();
    expect(requireBody(await env.callAs(stranger, 'GET', '/config'), 200)).toEqual({ items: [] });
    expect((await env.callAs(stranger, 'DELETE', PATH)).status).toBe(404);
    expect(await list()).toHaveLength(1);
  });
});
