import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { startSession } from '../session/start-session';
import { archiveFlow } from './archive-flow';
import { createFlow } from './create-flow';
import { saveDraft } from './draft/save-draft';
import { validateDraft } from './draft/validate-draft';
import { exportFlow } from './export-flow';
import { getFlow } from './get-flow';
import { importFlow } from './import-flow';
import { listFlowActivity } from './list-flow-activity';
import { listFlows } from './list-flows';
import { resolveFlowRef } from './resolve-flow-ref';
import { getVersion } from './version/get-version';
import { listVersions } from './version/list-versions';
import { publishFlow } from './version/publish-flow';
import { restoreVersion } from './version/restore-version';

const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());
beforeEach(() => clock.advance(1_000));

const saying = (text: string) => ({
  format: 1,
  start: 'say',
  nodes: [{ id: 'say', kind: 'message', messages: [{ type: 'text', text }] }],
});

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

describe('createFlow', () => {
  it('starts with a draft that can be published', async () => {
    const flow = await createFlow(ctx, { name: '  Größe & Maß ' });
    expect(flow).toMatchObject({
      name: 'Größe & Maß',
      slug: 'gro-e-ma',
      draftRev: 1,
      published: null,
      draftChanged: true,
    });
    expect(await validateDraft(ctx, { flowId: flow.id })).toEqual({ problems: [], personalData: [] });
  });

  it('numbers a derived slug and refuses a taken one', async () => {
    await createFlow(ctx, { name: 'Desk' });
    expect(await createFlow(ctx, { name: 'Desk' })).toMatchObject({ slug: 'desk-2' });
    await expect(createFlow(ctx, { name: 'Other', slug: 'desk' })).rejects.toMatchObject(
      problem('slug_taken', { slug: 'desk' }),
    );
  });

  it.each([
    [{ name: '' }, ['name']],
    [{ name: 'A', slug: 'Not A Slug' }, ['slug']],
    [{ name: 'A', slug: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a' }, ['slug']],
    [{ name: 'A', definition: [] }, ['definition']],
    [{ name: 'A', definition: { format: 2 } }, ['definition', 'format']],
    [{ name: 'A', definition: { a: { b: 'x\u0000' } } }, ['definition', 'a', 'b']],
  ])('refuses %j', async (input, path) => {
    await expect(createFlow(ctx, input)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path }] } },
    });
  });

  it('refuses a draft larger than 1 MB', async () => {
    const definition = { text: 'x'.repeat(1_000_000) };
    await expect(createFlow(ctx, { name: 'Big', definition })).rejects.toMatchObject(
      problem('limit_exceeded', { limit: 'draft bytes', max: 1_000_000, actual: 1_000_011 }),
    );
  });
});

describe('saveDraft', () => {
  it('keeps any object and the order of its keys, and increments the revision', async () => {
    const { id } = await createFlow(ctx, { name: 'Draft' });
    const draft = { z: 1, a: { y: 2, b: [3] }, format: 'unfinished' };
    const saved = await saveDraft(ctx, { flowId: id, draft, ifRev: 1 });
    expect(saved.draftRev).toBe(2);
    expect(JSON.stringify((await getFlow(ctx, { flowId: id })).draft)).toBe(JSON.stringify(draft));
  });

  it('refuses a save that is based on an older draft', async () => {
    const { id } = await createFlow(ctx, { name: 'Draft' });
    const results = await Promise.allSettled([
      saveDraft(ctx, { flowId: id, draft: { a: 1 }, ifRev: 1 }),
      saveDraft(ctx, { flowId: id, draft: { a: 2 }, ifRev: 1 }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(saveDraft(ctx, { flowId: id, draft: {}, ifRev: 1 })).rejects.toMatchObject(
      problem('draft_conflict', { currentRev: 2 }),
    );
  });

  it('renames without touching the draft', async () => {
    const { id } = await createFlow(ctx, { name: 'Old', definition: { a: 1 } });
    expect(await saveDraft(ctx, { flowId: id, name: 'New' })).toMatchObject({ name: 'New', draft: { a: 1 } });
  });
});

describe('versions', () => {
  it('are listed newest first, read, and restored into the draft', async () => {
    const { id } = await createFlow(ctx, { name: 'History', definition: saying('one') });
    for (const text of ['one', 'two', 'three']) {
      await saveDraft(ctx, { flowId: id, draft: saying(text) });
      await publishFlow(ctx, { flowId: id });
    }
    const first = await listVersions(ctx, { flowId: id, limit: 2 });
    const rest = await listVersions(ctx, { flowId: id, limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ number, current }) => [number, current])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(await getVersion(ctx, { flowId: id, number: 1 })).toMatchObject({ definition: saying('one') });
    const restored = await restoreVersion(ctx, { flowId: id, number: 1 });
    expect(restored).toMatchObject({ draft: saying('one'), published: { number: 3 } });
    for (const number of [4, 0, 1.5, 2 ** 40]) {
      await expect(getVersion(ctx, { flowId: id, number })).rejects.toMatchObject({
        problem: { code: 'not_found' },
      });
    }
  });
});

describe('flow files', () => {
  it('carry a flow from one organization to another', async () => {
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const { id } = await createFlow(ctx, { name: 'Traveller', definition: saying('hi') });
    const file = await exportFlow(ctx, { flowId: id });
    expect(file).toEqual({
      format: 'parley.flow',
      slug: 'traveller',
      name: 'Traveller',
      definition: saying('hi'),
    });
    expect(await importFlow(other, { file })).toMatchObject({ slug: 'traveller', draft: saying('hi') });
    await expect(importFlow(other, { file })).rejects.toMatchObject(
      problem('slug_taken', { slug: 'traveller' }),
    );
    expect(await importFlow(other, { file, slug: 'second' })).toMatchObject({ slug: 'second' });
    await expect(importFlow(other, { file: { ...file, format: 'x' } })).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['file', 'format'] }] } },
    });
  });
});

describe('listFlows', () => {
  it('pages by the latest change, searches, and shows one organization', async () => {
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    for (const name of ['Alpha', 'Beta', '100% Gamma']) {
      clock.advance(10);
      await createFlow(other, { name });
    }
    const first = await listFlows(other, { limit: 2 });
    const second = await listFlows(other, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      '100% Gamma',
      'Beta',
      'Alpha',
    ]);
    expect((await listFlows(other, { limit: 9, search: '0%' })).items.map(({ name }) => name)).toEqual([
      '100% Gamma',
    ]);
    expect((await listFlows(other, { limit: 9, search: '%' })).items).toHaveLength(1);
    const [flow] = first.items;
    expect((await listFlows(other, { limit: 9, publishedOnly: true })).items).toEqual([]);
    await publishFlow(other, { flowId: flow?.id ?? '' });
    expect((await listFlows(other, { limit: 9, publishedOnly: true })).items).toMatchObject([
      { name: '100% Gamma' },
    ]);
    await expect(getFlow(ctx, { flowId: flow?.id ?? '' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
  });
});

describe('archiveFlow', () => {
  it('hides the flow, refuses new sessions and frees its slug', async () => {
    const { id } = await createFlow(ctx, { name: 'Retired', definition: saying('x') });
    await publishFlow(ctx, { flowId: id });
    expect(await resolveFlowRef(ctx, { flowRef: 'retired' })).toBe(id);
    await archiveFlow(ctx, { flowId: id });
    await expect(getFlow(ctx, { flowId: id })).rejects.toMatchObject({ problem: { code: 'not_found' } });
    const archived = problem('flow_archived', { flowId: id });
    await expect(startSession(ctx, { flowId: id })).rejects.toMatchObject(archived);
    await expect(resolveFlowRef(ctx, { flowRef: 'retired' })).rejects.toMatchObject(
      problem('flow_archived', { flowId: 'retired' }),
    );
    await expect(resolveFlowRef(ctx, { flowRef: 'a\u0000b' })).rejects.toMatchObject(problem('not_found'));
    expect(await createFlow(ctx, { name: 'Retired' })).toMatchObject({ slug: 'retired' });
  });
});

describe('listFlowActivity', () => {
  it('leaves out unknown and malformed ids', async () => {
    const { id } = await createFlow(ctx, { name: 'Busy' });
    const activity = await listFlowActivity(ctx, { flowIds: ['order_2f37bf80', crypto.randomUUID(), id] });
    expect(activity).toMatchObject([{ flowId: id }]);
  });
});
