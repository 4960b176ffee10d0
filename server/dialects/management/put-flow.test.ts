import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { type Asked, ask, type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

type Flow = { id: string; slug: string; name: string; draft: object; draftRev: number };

let testEnv: TestEnv;
let mount: DirectMount;
let apiKey: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
  apiKey = await makeKey(testEnv.platform, testEnv.orgId);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

const call = <Body>(method: string, path: string, asked: Asked = {}) =>
  ask<Body>(
    { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey },
    method,
    `/api/v1/orgs/${testEnv.orgId}${path}`,
    asked,
  );
const definition = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };
const other = { ...definition, description: 'Changed' };

describe('PUT of a flow', () => {
  const put = (slug: string, body: object, headers: Record<string, string> = {}) =>
    call<Flow & ErrorBody>('PUT', `/flows/${slug}`, { body, headers });

  it('creates it, and then saves its draft by slug or id', async () => {
    const made = await put('shop', { definition });
    expect(requireBody(made, 201)).toMatchObject({ slug: 'shop', name: 'shop', draft: definition });
    expect(made.headers.get('etag')).toBe('"1"');
    const saved = await put('shop', { name: 'Shop', definition: other });
    expect(requireBody(saved, 200)).toMatchObject({ id: made.body.id, name: 'Shop', draft: other });
    const byId = await put(made.body.id, { definition });
    expect(requireBody(byId, 200)).toMatchObject({ name: 'Shop', draftRev: 3 });
  });

  it('keeps to If-Match', async () => {
    const missing = await put('conditional', { definition }, { 'if-match': '"1"' });
    expect(requireBody<ErrorBody>(missing, 412).error.code).toBe('precondition_failed');
    expect((await put('conditional', { definition }, { 'if-match': '*' })).status).toBe(412);
    requireBody(await put('conditional', { definition }), 201);
    requireBody(await put('conditional', { definition: other }, { 'if-match': '"1"' }), 200);
    const late = await put('conditional', { definition }, { 'if-match': '"1"' });
    expect(requireBody<ErrorBody>(late, 412).error.code).toBe('draft_conflict');
  });

  it('creates one flow when many ask at once', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => put('at-once', { definition })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  });

  it('refuses unknown ids, invalid slugs and bodies without a definition', async () => {
    expect((await put(crypto.randomUUID(), { definition })).status).toBe(404);
    expect((await put('Not-a-slug', { definition })).status).toBe(400);
    expect((await put('shop', {})).status).toBe(400);
  });
});

describe('POST of a definition to /flows/validate', () => {
  const validate = async (body: object) =>
    requireBody(await call<{ problems: object[] }>('POST', '/flows/validate', { body }), 200).problems;

  it('lists its problems without saving it', async () => {
    expect(await validate({ definition })).toEqual([]);
    expect(await validate({ definition: { ...definition, start: 'nowhere' } })).toMatchObject([
      { severity: 'error', path: '/start' },
    ]);
    const calls = { ...definition, nodes: [{ id: 'e', kind: 'subflow', flow: 'unknown' }] };
    expect(await validate({ definition: calls })).toContainEqual(
      expect.objectContaining({ severity: 'error', nodeId: 'e' }),
    );
    expect((await call<{ items: Flow[] }>('GET', '/flows?search=nowhere')).body.items).toEqual([]);
  });

  it('finds triggers of other flows, and not those of the flow that it is for', async () => {
    const form = { type: 'form', code: 'order', title: 'Order', fields: [] };
    const fields = [{ name: 'a', label: 'A', answer: { type: 'text' } }];
    const triggered = { ...definition, triggers: [{ ...form, fields }] };
    const body = { name: 'Orders', slug: 'orders', definition: triggered };
    requireBody(await call('POST', '/flows', { body }), 201);
    requireBody(await call('POST', '/flows/orders/publish'), 201);
    expect(await validate({ definition: triggered })).toMatchObject([{ code: 'trigger_taken' }]);
    expect(await validate({ definition: triggered, slug: 'orders' })).toEqual([]);
  });
});

describe('an exported file', () => {
  it('is indented', async () => {
    requireBody(await call('PUT', '/flows/pretty', { body: { name: 'Pretty', definition } }), 201);
    const { text, body } = await call<object>('GET', '/flows/pretty/export');
    expect(text).toBe(`${JSON.stringify(body, null, 2)}\n`);
  });
});
