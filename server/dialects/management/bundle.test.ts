import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Flow = { id: string; slug: string; name: string; draft: object; draftRev: number };
type Bundle = { format: string; flows: { slug: string; name: string; definition: object }[] };
type Problem = { flow: string; severity: string; code: string; nodeId: string | null; path: string };
type Imported = { id: string | null; slug: string; action: string; draftRev: number | null };
type Report = { flows: Imported[]; problems: Problem[] };
type Refused = ErrorBody & { error: { details: { problems: Problem[]; issues: { path: unknown[] }[] } } };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const callAs: ManagementEnv['callAs'] = (...asked) => env.callAs(...asked);

const end = { id: 'e', kind: 'end' };
const saying = (text: string) => ({
  format: 1,
  start: 's',
  nodes: [{ id: 's', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'e' } }, end],
});
const calling = (...flows: string[]) => ({
  format: 1,
  start: 'c0',
  nodes: [
    ...flows.map((flow, index) => ({
      id: `c${index}`,
      kind: 'subflow',
      flow,
      exits: { next: index + 1 < flows.length ? `c${index + 1}` : 'e' },
    })),
    end,
  ],
});
const put = async (slug: string, definition: object): Promise<Flow> => {
  const { status, body } = await call<Flow>('PUT', `/flows/${slug}`, { body: { definition } });
  expect([200, 201]).toContain(status);
  return body;
};
const publish = async (slug: string) => requireBody(await call('POST', `/flows/${slug}/publish`), 201);
const exportBundle = async (slug: string, query = '') =>
  requireBody(await call<Bundle>('GET', `/flows/${slug}/export?bundle=true${query}`), 200);
const importBundle = (bundle: object, query = '') =>
  call<Report & Refused>('POST', `/flows/import-bundle${query}`, { body: bundle });
const toBundle = (definitions: Record<string, object>) => ({
  format: 'parley.bundle',
  flows: Object.entries(definitions).map(([slug, definition]) => ({ slug, name: slug, definition })),
});

describe('the export of a bundle', () => {
  it('has each called flow once, at the version that the flow pins', async () => {
    await put('leaf', saying('leaf 1'));
    await publish('leaf');
    await put('left', calling('leaf'));
    await publish('left');
    await put('root', calling('left', 'leaf'));
    await publish('root');
    await put('leaf', saying('leaf 2'));
    await publish('leaf');
    const pinned = await exportBundle('root', '&version=1');
    expect(pinned.flows).toEqual([
      { slug: 'root', name: 'root', definition: calling('left', 'leaf') },
      { slug: 'leaf', name: 'leaf', definition: saying('leaf 1') },
      { slug: 'left', name: 'left', definition: calling('leaf') },
    ]);
    const draft = await exportBundle('root');
    expect(draft.flows.find(({ slug }) => slug === 'leaf')?.definition).toEqual(saying('leaf 2'));
    requireBody(await call('DELETE', '/flows/leaf'), 204);
    expect(await exportBundle('root', '&version=1')).toEqual(pinned);
    const { flows } = await exportBundle('root');
    expect(flows.map(({ slug }) => slug)).toEqual(['root', 'left', 'leaf']);
    expect(flows[2]?.definition).toEqual(saying('leaf 1'));
  });

  it('ends where flows call each other, and has drafts of unpublished flows', async () => {
    await put('ping', saying('ping'));
    await publish('ping');
    await put('pong', calling('ping'));
    await publish('pong');
    await put('ping', calling('pong', 'unfinished', 'missing'));
    await put('unfinished', { ...calling('ping'), start: 7 });
    const reply = await call<Bundle>('GET', '/flows/ping/export?bundle=true');
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="ping.bundle.json"');
    expect(reply.text).toBe(`${JSON.stringify(reply.body, null, 2)}\n`);
    expect(reply.body.flows.map(({ slug }) => slug)).toEqual(['ping', 'pong', 'unfinished']);
  });

  it('is limited, and the limit is named', async () => {
    const slugs = Array.from({ length: 50 }, (_, index) => `many-${index}`);
    for (const slug of slugs) await put(slug, saying(slug));
    await put('many', calling(...slugs));
    const many = await call<Refused>('GET', '/flows/many/export?bundle=true');
    expect(requireBody<ErrorBody>(many, 400).error.details).toMatchObject({
      limit: 'flows of a bundle',
      max: 50,
    });
    const heavy = { ...saying('x'), description: 'x'.repeat(990_000) };
    for (const slug of slugs.slice(0, 5)) await put(slug, heavy);
    await put('many', calling(...slugs.slice(0, 5)));
    const large = await call<Refused>('GET', '/flows/many/export?bundle=true');
    expect(requireBody<ErrorBody>(large, 400).error.details).toMatchObject({
      limit: 'bytes of a bundle',
      max: 4_000_000,
    });
  });

  it('requires flows:read, and finds no flow of another organization', async () => {
    await put('private', saying('x'));
    const stranger = await env.openOrganization();
    expect((await callAs(stranger, 'GET', '/flows/private/export?bundle=true')).status).toBe(404);
    const key = await makeKey(env.testEnv.platform, env.caller.orgId, ['sessions:read']);
    const refused = await callAs({ ...env.caller, key }, 'GET', '/flows/private/export?bundle=true');
    expect(refused.status).toBe(403);
  });
});

describe('the import of a bundle', () => {
  it('creates the flows of another organization, which are then the same', async () => {
    await put('shared', saying('shared'));
    await publish('shared');
    await put('main', calling('shared'));
    const bundle = await exportBundle('main');
    const other = await env.openOrganization();
    const send = (query = '') =>
      callAs<Report>(other, 'POST', `/flows/import-bundle${query}`, { body: bundle });
    const dry = requireBody(await send('?dryRun=true'), 200);
    expect(dry.flows).toEqual([
      { id: null, slug: 'main', name: 'main', action: 'created', draftRev: null },
      { id: null, slug: 'shared', name: 'shared', action: 'created', draftRev: null },
    ]);
    expect((await callAs(other, 'GET', '/flows/main')).status).toBe(404);
    const { flows, problems } = requireBody(await send(), 200);
    expect(flows.map(({ slug, action, draftRev }) => [slug, action, draftRev])).toEqual([
      ['main', 'created', 1],
      ['shared', 'created', 1],
    ]);
    expect(problems).toEqual([]);
    const main = requireBody(await callAs<Flow>(other, 'GET', '/flows/main'), 200);
    expect(main).toMatchObject({ id: flows[0]?.id, published: null, draft: calling('shared') });
    const again = requireBody(await send(), 200);
    expect(again.flows.map(({ action, draftRev }) => [action, draftRev])).toEqual([
      ['unchanged', 1],
      ['unchanged', 1],
    ]);
  });

  it('saves drafts and names of existing flows, with an audit entry of each change', async () => {
    const before = await put('known', saying('before'));
    const bundle = toBundle({ known: saying('after'), fresh: saying('fresh') });
    const foreseen = requireBody(await importBundle(bundle, '?dryRun=true'), 200);
    expect(foreseen.flows).toMatchObject([
      { slug: 'known', action: 'updated', draftRev: 1 },
      { slug: 'fresh', action: 'created' },
    ]);
    const { flows } = requireBody(await importBundle(bundle), 200);
    expect(flows).toMatchObject([
      { id: before.id, action: 'updated', draftRev: 2 },
      { slug: 'fresh', action: 'created' },
    ]);
    expect(requireBody(await call<Flow>('GET', '/flows/known'), 200).draft).toEqual(saying('after'));
    const entries = await env.testEnv.platform.db.prisma.auditEntry.findMany({
      where: { orgId: env.caller.orgId, thingId: { in: flows.map(({ id }) => id ?? '') } },
      orderBy: { at: 'asc' },
    });
    expect(entries.map(({ action, after }) => [action, after])).toEqual(
      expect.arrayContaining([
        ['flow.imported', { draftRev: 2 }],
        ['flow.created', { name: 'fresh', slug: 'fresh' }],
      ]),
    );
  });

  it('warns of secrets and connections that the organization lacks', async () => {
    const [crm, headers] = ['crm', { 'x-key': '{{ $secret.KEY }}' }];
    const node = { id: 'a', kind: 'http', method: 'GET', connection: crm, url: '/a', headers };
    const bundle = toBundle({ needs: { format: 1, start: 'a', nodes: [node] } });
    const { problems } = requireBody(await importBundle(bundle, '?dryRun=true'), 200);
    const missing = problems.filter(({ code }) => code.startsWith('unknown_'));
    expect(missing.map(({ severity, code, path }) => [severity, code, path])).toEqual([
      ['warning', 'unknown_secret', '/nodes/0/headers/x-key'],
      ['warning', 'unknown_connection', '/nodes/0/connection'],
    ]);
  });

  it('names the problems of all flows, and then changes none (bundle/all-or-nothing)', async () => {
    await put('untouched', saying('before'));
    await put('in-organization', saying('x'));
    const bundle = toBundle({
      untouched: saying('after'),
      broken: { ...saying('x'), start: 'nowhere' },
      calls: calling('untouched', 'in-organization', 'missing', 'calls'),
    });
    const refused = requireBody<Refused>(await importBundle(bundle), 422).error;
    expect(refused.code).toBe('flow_invalid');
    const errors = refused.details.problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ flow, nodeId, path }) => [flow, nodeId, path])).toEqual([
      ['broken', null, '/start'],
      ['calls', 'c2', '/nodes/2/flow'],
      ['calls', 'c3', '/nodes/3/flow'],
    ]);
    const dry = requireBody(await importBundle(bundle, '?dryRun=true'), 200);
    expect(dry.problems).toEqual(refused.details.problems);
    expect((await call('GET', '/flows/broken')).status).toBe(404);
    expect(requireBody(await call<Flow>('GET', '/flows/untouched'), 200).draft).toEqual(saying('before'));
  });

  it('finds intents that two of its flows or another flow have', async () => {
    const intent = (name: string) => ({
      ...saying(name),
      triggers: [{ type: 'intent', name, displayLabel: name }],
    });
    await put('owner', intent('taken'));
    await publish('owner');
    const bundle = toBundle({ first: intent('one'), second: intent('one'), third: intent('taken') });
    const { problems } = requireBody(await importBundle(bundle, '?dryRun=true'), 200);
    expect(problems.map(({ flow, code, path }) => [flow, code, path])).toEqual([
      ['second', 'trigger_taken', '/triggers/0/name'],
      ['third', 'trigger_taken', '/triggers/0/name'],
    ]);
    const moved = toBundle({ owner: saying('x'), third: intent('taken') });
    expect(requireBody(await importBundle(moved, '?dryRun=true'), 200).problems).toEqual([]);
  });

  it('refuses what is no bundle, by the path of each field', async () => {
    const [flow] = toBundle({ a: saying('x') }).flows;
    const issuesOf = async (bundle: object) =>
      requireBody<Refused>(await importBundle(bundle), 400).error.details.issues.map(({ path }) => path);
    expect(await issuesOf({ format: 'parley.flow', flows: [flow] })).toEqual([['format']]);
    expect(await issuesOf({ format: 'parley.bundle', flows: [] })).toEqual([['flows']]);
    const other = { ...flow, slug: 'Not A Slug', extra: 1 };
    expect(await issuesOf({ format: 'parley.bundle', flows: [flow, other] })).toEqual([
      ['flows', 1, 'extra'],
    ]);
    const unnamed = { ...flow, slug: 'Not A Slug', name: ' ' };
    expect(await issuesOf({ format: 'parley.bundle', flows: [flow, unnamed] })).toEqual([
      ['flows', 1, 'slug'],
      ['flows', 1, 'name'],
    ]);
    expect(await issuesOf({ format: 'parley.bundle', flows: [flow, flow] })).toEqual([['flows', 1, 'slug']]);
    const newer = { ...flow, definition: { ...saying('x'), format: 2 } };
    expect(await issuesOf({ format: 'parley.bundle', flows: [newer] })).toEqual([
      ['flows', 0, 'definition', 'format'],
    ]);
    const heavy = { ...saying('x'), description: 'x'.repeat(1_000_000) };
    const large = requireBody<ErrorBody>(await importBundle(toBundle({ heavy })), 400).error;
    expect(large.details).toMatchObject({ limit: 'draft bytes of the flow "heavy"', max: 1_000_000 });
    expect((await call('GET', '/flows/a')).status).toBe(404);
  });

  it('requires flows:write, also for a dry run, in the organization of the key', async () => {
    const bundle = toBundle({ forbidden: saying('x') });
    const key = await makeKey(env.testEnv.platform, env.caller.orgId, ['flows:read']);
    for (const query of ['', '?dryRun=true']) {
      const path = `/flows/import-bundle${query}`;
      expect((await callAs({ ...env.caller, key }, 'POST', path, { body: bundle })).status).toBe(403);
      const stranger = await env.openOrganization();
      const elsewhere = { orgId: env.caller.orgId, key: stranger.key };
      expect((await callAs(elsewhere, 'POST', path, { body: bundle })).status).toBe(403);
    }
    expect((await call('GET', '/flows/forbidden')).status).toBe(404);
  });

  it('is complete when several arrive at once (bundle/all-or-nothing)', async () => {
    const slugs = ['race-a', 'race-b', 'race-c', 'race-d'];
    const send = (no: number) => {
      const order = no % 2 === 0 ? slugs : slugs.toReversed();
      return importBundle(toBundle(Object.fromEntries(order.map((slug) => [slug, saying(`by ${no}`)]))));
    };
    const replies = await Promise.all(Array.from({ length: 6 }, (_, no) => send(no)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const drafts = await Promise.all(
      slugs.map(async (slug) => (await call<Flow>('GET', `/flows/${slug}`)).body.draft),
    );
    expect(new Set(drafts.map((draft) => JSON.stringify(draft))).size).toBe(1);
  });

  it('is applied once under an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'bundle-1' };
    const body = toBundle({ 'keyed-a': saying('a'), 'keyed-b': saying('b') });
    const send = () => call<Report>('POST', '/flows/import-bundle', { body, headers });
    const first = requireBody(await send(), 200);
    expect(requireBody(await send(), 200)).toEqual(first);
  });
});
