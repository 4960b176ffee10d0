import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { requireBody } from '@/e2e/api/support/target';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Flow = { id: string; slug: string; tags: string[]; archivedAt: string | null };
type Flows = { items: Flow[]; nextCursor: string | null };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);

async function addFlow(name: string, tags: string[] = []): Promise<Flow> {
  return requireBody(await call<Flow>('POST', '/flows', { body: { name, tags } }), 201);
}

async function listIds(query: string): Promise<string[]> {
  return requireBody(await call<Flows>('GET', `/flows?${query}`), 200).items.map(({ id }) => id);
}

describe('flows over the management API', () => {
  it('are archived, listed and restored', async () => {
    const flow = await addFlow('Orders');
    expect((await call('DELETE', `/flows/${flow.id}`)).status).toBe(204);
    expect(await listIds('search=orders')).toEqual([]);
    const archived = requireBody(await call<Flows>('GET', '/flows?archived=true'), 200);
    expect(archived.items).toMatchObject([{ id: flow.id, slug: 'orders', archivedAt: expect.any(String) }]);
    await addFlow('Orders');
    expect(await call('POST', `/flows/${flow.id}/restore`)).toMatchObject({
      status: 409,
      body: { error: { code: 'slug_taken', message: 'Another flow has the slug orders. Choose another.' } },
    });
    const restored = await call<Flow>('POST', `/flows/${flow.id}/restore`, { body: { slug: 'old-orders' } });
    expect(requireBody(restored, 200)).toMatchObject({ id: flow.id, slug: 'old-orders', archivedAt: null });
    expect(restored.headers.get('etag')).toBe('"1"');
    expect(await listIds('archived=true')).toEqual([]);
  });

  it('have tags, by which they are listed', async () => {
    const [one, other] = [await addFlow('One', ['Billing', 'Ärger']), await addFlow('Other')];
    expect(one.tags).toEqual(['Billing', 'Ärger']);
    const put = await call('PUT', `/flows/${other.slug}/tags`, { body: { tags: ['billing', 'Billing'] } });
    expect(requireBody(put, 200)).toEqual({ tags: ['billing'] });
    expect(await listIds('tag=BILLING')).toEqual([other.id, one.id]);
    expect(await listIds(`tag=${encodeURIComponent('ärger')}`)).toEqual([one.id]);
    const tooLong = await call('PUT', `/flows/${one.id}/tags`, { body: { tags: ['x'.repeat(41)] } });
    expect(tooLong).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'invalid_request',
          details: { issues: [{ path: ['tags', 0], message: 'must have at most 40 characters' }] },
        },
      },
    });
  });

  it('are duplicated', async () => {
    const flow = await addFlow('Source', ['Billing']);
    const copy = await call<Flow>('POST', `/flows/${flow.slug}/duplicate`, { body: { name: 'Second' } });
    expect(requireBody(copy, 201)).toMatchObject({ slug: 'second', tags: ['Billing'], published: null });
  });

  it('are changed by keys of their organization with the scope alone', async () => {
    const flow = await addFlow('Guarded');
    await call('DELETE', `/flows/${flow.id}`);
    const { platform, orgId } = env.testEnv;
    const key = await makeKey(platform, orgId, ['flows:read']);
    const stranger = await env.openOrganization();
    for (const [method, path, body] of [
      ['POST', 'restore', {}],
      ['POST', 'duplicate', {}],
      ['PUT', 'tags', { tags: [] }],
    ] as const) {
      const at = `/flows/${flow.id}/${path}`;
      expect((await call(method, at, { body, key })).status).toBe(403);
      expect((await env.callAs(stranger, method, at, { body })).status).toBe(404);
    }
    expect(await listIds('archived=true')).toContain(flow.id);
  });
});
