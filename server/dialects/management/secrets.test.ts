import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import { addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

const PATH = '/secrets/PAYMENTS_KEY';
const VALUE = 'a value that nobody reads';

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const list = async () => requireBody(await call<{ items: object[] }>('GET', '/secrets'), 200).items;

describe('secrets over the management API', () => {
  it('are set, listed with their flows and without values, and removed', async () => {
    const { platform, orgId } = env.testEnv;
    const { flowId } = await addFlow(
      platform.db,
      orgId,
      callingFlow('https://pay.example.test/?key={{ $secret.PAYMENTS_KEY }}'),
    );
    const set = await call('PUT', PATH, { body: { value: VALUE } });
    expect(requireBody(set, 200)).toEqual({
      ...{ name: 'PAYMENTS_KEY', createdAt: expect.any(String), updatedAt: expect.any(String) },
    });
    expect(await list()).toMatchObject([
      { name: 'PAYMENTS_KEY', updatedBy: expect.stringMatching(/^key:/), usedIn: [{ flowId }] },
    ]);
    expect(set.text + JSON.stringify(await list())).not.toContain(VALUE);
    requireBody(await call('DELETE', PATH), 204);
    expect(await list()).toEqual([]);
    expect((await call('DELETE', PATH)).status).toBe(404);
  });

  it('refuse another name or value at its field', async () => {
    for (const [path, value, field] of [
      ['/secrets/MY-KEY', VALUE, 'name'],
      [PATH, 'short', 'value'],
    ]) {
      const refused = requireBody(await call<ErrorBody>('PUT', String(path), { body: { value } }), 400);
      expect(refused.error.details).toMatchObject({ issues: [{ path: [field] }] });
    }
    expect(await list()).toEqual([]);
  });

  it('need the scope settings:write, and are apart from those of other organizations', async () => {
    requireBody(await call('PUT', PATH, { body: { value: VALUE } }), 200);
    const key = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['settings:read']);
    for (const method of ['PUT', 'DELETE']) {
      const body = method === 'PUT' ? { value: VALUE } : undefined;
      const denied = await call<ErrorBody>(method, PATH, { key, body });
      expect(requireBody(denied, 403).error.details).toEqual({ scope: 'settings:write' });
    }
    const stranger = await env.openOrganization();
    expect(requireBody(await env.callAs(stranger, 'GET', '/secrets'), 200)).toEqual({ items: [] });
    expect((await env.callAs(stranger, 'DELETE', PATH)).status).toBe(404);
    expect(await list()).toHaveLength(1);
  });
});
