import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { type Caller, type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Flow = { id: string; slug: string; name: string; draft: object; draftRev: number };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const definition = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };
const other = { ...definition, description: 'Changed' };

const SLUGS = expect.stringContaining('must be 1 to 63 lower-case letters, digits and hyphens');
const countFlows = () => env.testEnv.platform.db.prisma.flow.count();

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

  it('saves one of many drafts that replace the same revision', async () => {
    requireBody(await put('raced', { definition }), 201);
    const drafts = [1, 2, 3, 4].map((no) => ({ ...definition, description: `by ${no}` }));
    const replies = await Promise.all(
      drafts.map((draft) =>
        put('raced', { name: draft.description, definition: draft }, { 'if-match': '"1"' }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const winner = replies.findIndex(({ status }) => status === 200);
    const kept = requireBody(await call<Flow>('GET', '/flows/raced'), 200);
    expect(kept).toMatchObject({ draftRev: 2, name: `by ${winner + 1}`, draft: drafts[winner] });
  });

  it('refuses unknown ids and bodies without a definition', async () => {
    expect((await put(crypto.randomUUID(), { definition })).status).toBe(404);
    expect((await put('shop', {})).status).toBe(400);
    expect((await put('shop', { definition: [] })).status).toBe(400);
    expect((await put('shop', { definition, draft: definition })).status).toBe(400);
  });

  it.each([
    'Not-a-slug',
    '-a',
    'a-',
    'a%2Fb',
    'a%20b',
    '%F0%9F%98%80',
    '%ff',
    'a'.repeat(64),
    'a'.repeat(5_000),
  ])('refuses the slug %s', async (slug) => {
    const before = await countFlows();
    const { error } = requireBody<ErrorBody>(await put(slug, { definition }), 400);
    expect(error.details).toMatchObject({
      issues: expect.arrayContaining([{ path: ['slug'], message: SLUGS }]),
    });
    expect(await countFlows()).toBe(before);
  });

  it('changes nothing in another organization, or without flows:write', async () => {
    const own = requireBody(await put('owned', { definition }), 201);
    const stranger = await env.openOrganization();
    const reader = await makeKey(env.testEnv.platform, env.caller.orgId, ['flows:read']);
    const { caller } = env;
    const putAs = async (as: Caller, ref: string) => {
      const body = { name: 'Stolen', definition: other };
      return (await env.callAs(as, 'PUT', `/flows/${ref}`, { body })).status;
    };
    expect(await putAs({ ...caller, key: stranger.key }, 'owned')).toBe(403);
    expect(await putAs({ ...caller, key: reader }, 'owned')).toBe(403);
    expect(await putAs({ ...caller, key: reader }, 'not-owned')).toBe(403);
    expect(await putAs(stranger, own.id)).toBe(404);
    expect(await putAs(stranger, 'owned')).toBe(201);
    expect(requireBody(await call<Flow>('GET', '/flows/owned'), 200)).toMatchObject({
      ...own,
      draft: definition,
    });
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

  it('writes nothing, and names the limit of a large one', async () => {
    const count = async () => {
      const { flow, flowVersion, auditEntry } = env.testEnv.platform.db.prisma;
      return Promise.all([flow.count(), flowVersion.count(), auditEntry.count()]);
    };
    const before = await count();
    await validate({ definition, slug: 'not-there' });
    const body = { definition: { ...definition, description: 'x'.repeat(1_000_000) } };
    const refused = requireBody<ErrorBody>(await call('POST', '/flows/validate', { body }), 400);
    expect(refused.error.details).toMatchObject({ limit: 'draft bytes', max: 1_000_000 });
    expect(await count()).toEqual(before);
  });

  it('refuses a slug that no flow can have', async () => {
    const reply = await call<ErrorBody>('POST', '/flows/validate', { body: { definition, slug: '👨‍👩‍👧' } });
    expect(requireBody(reply, 400).error.details).toMatchObject({ issues: [{ path: ['slug'] }] });
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

  it('is imported with its indentation, which is not counted', async () => {
    const values = Array.from({ length: 150_000 }, (_, index) => index);
    const large = { ...definition, variables: [{ name: 'a', default: values }] };
    requireBody(await call('PUT', '/flows/large', { body: { definition: large } }), 201);
    const send = async (path: string, body: string) => {
      const headers = { authorization: `Bearer ${env.caller.key}`, 'content-type': 'application/json' };
      const url = `${env.target.baseUrl}/api/v1/orgs/${env.caller.orgId}${path}`;
      return (await fetch(url, { method: 'POST', headers, body })).status;
    };
    const { text: file } = await call('GET', '/flows/large/export');
    expect(file.length).toBeGreaterThan(2_000_000);
    expect(await send('/flows/import', `{"slug":"large-copy","file":${file}}`)).toBe(201);
    const { text: bundle } = await call('GET', '/flows/large/export?bundle=true');
    expect(await send('/flows/import-bundle?dryRun=true', bundle)).toBe(200);
  });
});
