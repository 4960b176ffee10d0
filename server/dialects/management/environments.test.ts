import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

let env: ManagementEnv;
let flowId: string;

beforeAll(async () => {
  env = await openManagementEnv();
  const definition = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };
  flowId = requireBody(
    await call<{ id: string }>('POST', '/flows', { body: { name: 'F', definition } }),
    201,
  ).id;
  requireBody(await call('POST', `/flows/${flowId}/publish`), 201);
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const version = (number: number, weight = 1) => ({ versionId: expect.any(String), number, weight });

describe('environments over the management API', () => {
  it('are created, given versions, compared, rolled back and removed', async () => {
    const created = await call('POST', '/environments', { body: { name: 'staging' } });
    const staging = { name: 'staging', createdAt: expect.any(String), flows: 0 };
    expect(requireBody(created, 201)).toEqual(staging);
    expect(requireBody(await call('GET', '/environments'), 200)).toEqual({
      items: [{ name: 'production', createdAt: null, flows: 1 }, staging],
    });
    const published = { note: 'Next', environment: null };
    const definition = { format: 1, start: 'f', nodes: [{ id: 'f', kind: 'end' }] };
    requireBody(await call('PATCH', `/flows/${flowId}`, { body: { definition } }), 200);
    const second = await call('POST', `/flows/${flowId}/publish`, { body: published });
    expect(requireBody(second, 201)).toMatchObject({ number: 2, current: false });
    const place = `/flows/${flowId}/environments/staging`;
    const promote = (versions: object[]) => call('PUT', place, { body: { versions } });
    expect(requireBody(await promote([{ number: 1 }]), 200)).toEqual({
      environment: 'staging',
      versions: [version(1)],
      before: null,
    });
    expect(requireBody(await promote([{ number: 2, weight: 9 }, { number: 1 }]), 200)).toEqual({
      environment: 'staging',
      versions: [version(2, 9), version(1)],
      before: [version(1)],
    });
    const differences = await call('GET', '/environments/staging/differences?with=production');
    expect(requireBody(differences, 200)).toEqual({
      items: [
        {
          ...{ flowId, slug: 'f', name: 'F' },
          ...{ versions: [version(2, 9), version(1)], others: [version(1)] },
        },
      ],
    });
    requireBody(await call('POST', `${place}/roll-back`), 200);
    expect(requireBody(await call('GET', `/flows/${flowId}/environments`), 200)).toEqual({
      items: [
        { environment: 'production', versions: [version(1)], before: null },
        { environment: 'staging', versions: [version(1)], before: [version(2, 9), version(1)] },
      ],
    });
    requireBody(await call('DELETE', '/environments/staging'), 204);
    expect((await call('DELETE', '/environments/staging')).status).toBe(404);
  });

  it('refuse what is not one of theirs, with the field', async () => {
    const path = `/flows/${flowId}/environments`;
    for (const [method, place, body, status] of [
      ['POST', '/environments', { name: 'Production' }, 400],
      ['PUT', `${path}/production`, { versions: [] }, 400],
      ['PUT', `${path}/production`, { versions: [{ number: 77 }] }, 404],
      ['PUT', `${path}/other`, { versions: [{ number: 1 }] }, 404],
      ['POST', `${path}/production/roll-back`, undefined, 400],
      ['DELETE', '/environments/production', undefined, 400],
      ['GET', '/environments/production/differences?with=other', undefined, 404],
    ] as const)
      expect((await call<ErrorBody>(method, place, { body })).status, `${method} ${place}`).toBe(status);
  });

  it('need their scopes, and are those of the own organization', async () => {
    const reads = await makeKey(env.testEnv.platform, env.testEnv.orgId, ['flows:read']);
    expect((await call('GET', '/environments', { key: reads })).status).toBe(200);
    expect((await call('POST', '/environments', { key: reads, body: { name: 'staging' } })).status).toBe(403);
    const place = `/flows/${flowId}/environments/production`;
    const body = { versions: [{ number: 1 }] };
    expect((await call('PUT', place, { key: reads, body })).status).toBe(403);
    expect((await call('POST', `${place}/roll-back`, { key: reads })).status).toBe(403);
    const stranger = await env.openOrganization();
    expect((await env.callAs(stranger, 'PUT', place, { body })).status).toBe(404);
    expect((await env.callAs(stranger, 'GET', `/flows/${flowId}/environments`)).status).toBe(404);
    const { items } = requireBody(
      await env.callAs<{ items: object[] }>(stranger, 'GET', '/environments'),
      200,
    );
    expect(items).toEqual([{ name: 'production', createdAt: null, flows: 0 }]);
  });
});
