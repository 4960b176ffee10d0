import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { ECHO } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { findEventFlows } from '../trigger/find-event-flows';
import { findIntentFlow } from '../trigger/find-intent-flow';
import { archiveFlow } from './archive-flow';
import { exportBundle } from './bundle/export-bundle';
import { importBundle } from './bundle/import-bundle';
import { createFlow } from './create-flow';
import { duplicateFlow } from './duplicate-flow';
import { exportFlow } from './export-flow';
import { listFlowTags, setFlowTags } from './flow-tags';
import { getFlow } from './get-flow';
import { importFlow } from './import-flow';
import { type ListFlowsInput, listFlows } from './list-flows';
import { restoreFlow } from './restore-flow';
import { saveFlowTests } from './test/save-flow-tests';
import { publishFlow } from './version/publish-flow';

const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());
beforeEach(async () => {
  ctx = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
});

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

const triggers = [
  { type: 'intent', name: 'order', displayLabel: 'Order' },
  { type: 'event', event: 'paid', manual: false },
];

async function publish(name: string, definition: object = ECHO): Promise<string> {
  const { id: flowId } = await createFlow(ctx, { name, definition });
  await publishFlow(ctx, { flowId });
  return flowId;
}

async function listNames(input: Omit<ListFlowsInput, 'limit'> = {}): Promise<string[]> {
  return (await listFlows(ctx, { limit: 50, ...input })).items.map(({ name }) => name);
}

async function listActions(): Promise<string[]> {
  return (await listAudit(ctx, { thing: 'flow', limit: 50 })).items.map(({ action }) => action).reverse();
}

describe('an archived flow', () => {
  it('is listed among the archived ones alone, under the slug that it had', async () => {
    const flowId = await publish('Orders');
    await publish('Other');
    await archiveFlow(ctx, { flowId });
    expect(await listNames()).toEqual(['Other']);
    const { items } = await listFlows(ctx, { limit: 50, archived: true });
    const archivedAt = new Date(clock.now());
    expect(items).toMatchObject([{ id: flowId, slug: 'orders', archivedAt, published: { number: 1 } }]);
    expect(await listNames({ archived: true, search: 'other' })).toEqual([]);
  });

  it('starts no sessions, and those that run go on', async () => {
    const flowId = await publish('Orders');
    const { session } = await startSession(ctx, { flowId });
    await archiveFlow(ctx, { flowId });
    await expect(startSession(ctx, { flowId })).rejects.toMatchObject(problem('flow_archived', { flowId }));
    const { messages } = await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: 'hi' } });
    expect(JSON.stringify(messages)).toContain('You said: hi');
  });

  it('is restored with its version, and its triggers, which others could have had meanwhile', async () => {
    const flowId = await publish('Orders', { ...ECHO, triggers });
    await archiveFlow(ctx, { flowId });
    // A publication deletes the triggers of archived flows.
    await publish('Other');
    const restored = await restoreFlow(ctx, { flowId });
    expect(restored).toMatchObject({
      id: flowId,
      slug: 'orders',
      archivedAt: null,
      published: { number: 1 },
    });
    expect(await findIntentFlow(ctx, 'order')).toMatchObject({ flowId });
    expect(await findEventFlows(testEnv.platform, ctx.actor.orgId, 'paid')).toMatchObject([{ flowId }]);
    expect((await startSession(ctx, { flowId })).session.status).toBe('awaiting_input');
    expect(await restoreFlow(ctx, { flowId })).toEqual(restored);
    expect(await listActions()).toEqual([
      ...['flow.created', 'flow.published', 'flow.archived'],
      ...['flow.created', 'flow.published', 'flow.unarchived'],
    ]);
  });

  it('needs another slug where its own is taken', async () => {
    const flowId = await publish('Orders');
    await archiveFlow(ctx, { flowId });
    await publish('Orders');
    await expect(restoreFlow(ctx, { flowId })).rejects.toMatchObject(
      problem('slug_taken', { slug: 'orders' }),
    );
    await expect(restoreFlow(ctx, { flowId, slug: 'No slug' })).rejects.toMatchObject(
      problem('invalid_request', { issues: [{ path: ['slug'] }] }),
    );
    expect(await restoreFlow(ctx, { flowId, slug: 'orders-1' })).toMatchObject({ slug: 'orders-1' });
  });

  it('stays archived while another flow has its intent, and the error names that flow', async () => {
    const flowId = await publish('Orders', { ...ECHO, triggers });
    await archiveFlow(ctx, { flowId });
    const heir = await publish('Heir', { ...ECHO, triggers });
    const message = 'The intent "order" already starts the flow "Heir" (heir).';
    await expect(restoreFlow(ctx, { flowId })).rejects.toMatchObject(
      problem('flow_invalid', { problems: [{ code: 'trigger_taken', message }] }),
    );
    expect(await listNames({ archived: true })).toEqual(['Orders']);
    await archiveFlow(ctx, { flowId: heir });
    await restoreFlow(ctx, { flowId });
    expect(await findIntentFlow(ctx, 'order')).toMatchObject({ flowId });
  });

  it('is restored by its own organization alone', async () => {
    const flowId = await publish('Orders');
    await archiveFlow(ctx, { flowId });
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    for (const ref of [flowId, 'orders', 'a\u0000b'])
      await expect(restoreFlow(stranger, { flowId: ref })).rejects.toMatchObject(problem('not_found'));
  });
});

describe('the tags of a flow', () => {
  it('are set, listed and found in any case and in any language', async () => {
    const flowId = await publish('Orders');
    const other = await publish('Other');
    expect(await setFlowTags(ctx, { flowId, tags: [' Billing ', 'BILLING', 'Über', '注文'] })).toEqual([
      ...['Billing', 'Über', '注文'],
    ]);
    await setFlowTags(ctx, { flowId: other, tags: ['billing'] });
    expect(await getFlow(ctx, { flowId })).toMatchObject({ tags: ['Billing', 'Über', '注文'], draftRev: 1 });
    expect(await listNames({ tag: 'bILLING' })).toEqual(['Other', 'Orders']);
    expect(await listNames({ tag: 'ÜBER' })).toEqual(['Orders']);
    expect(await listNames({ tag: 'Bill' })).toEqual([]);
    expect(await listFlowTags(ctx)).toEqual([expect.stringMatching(/^billing$/i), 'Über', '注文']);
    await setFlowTags(ctx, { flowId: other, tags: [] });
    expect(await listNames({ tag: 'billing' })).toEqual(['Orders']);
  });

  it('may have the name of any property, and are at most 20 of 40 characters', async () => {
    const flowId = await publish('Orders');
    const names = ['__proto__', 'constructor', 'x'.repeat(40)];
    expect(await setFlowTags(ctx, { flowId, tags: names })).toEqual(names);
    expect(await listNames({ tag: '__proto__' })).toEqual(['Orders']);
    const many = Array.from({ length: 21 }, (_, index) => `tag ${index}`);
    for (const tags of [many, ['x'.repeat(41)], [' '], ['a\u0000b']])
      await expect(setFlowTags(ctx, { flowId, tags })).rejects.toMatchObject(problem('invalid_request'));
    expect((await setFlowTags(ctx, { flowId, tags: many.slice(1) })).length).toBe(20);
  });

  it('are audited when they change', async () => {
    const flowId = await publish('Orders');
    await setFlowTags(ctx, { flowId, tags: ['b', 'a'] });
    await setFlowTags(ctx, { flowId, tags: ['a', 'b'] });
    const { items } = await listAudit(ctx, { thing: 'flow', search: 'tagged', limit: 5 });
    expect(items).toMatchObject([{ before: { tags: [] }, after: { tags: ['a', 'b'] }, thingId: flowId }]);
  });

  it('are kept by files and bundles, and left by those without', async () => {
    const flowId = await publish('Orders');
    expect(await exportFlow(ctx, { flowId })).not.toHaveProperty('tags');
    await setFlowTags(ctx, { flowId, tags: ['Billing'] });
    const file = await exportFlow(ctx, { flowId });
    expect(await importFlow(ctx, { file, slug: 'copy' })).toMatchObject({ tags: ['Billing'] });
    const bundle = await exportBundle(ctx, { flowId });
    expect(bundle.flows).toMatchObject([{ slug: 'orders', tags: ['Billing'] }]);
    await setFlowTags(ctx, { flowId, tags: ['Other'] });
    await importBundle(ctx, { bundle });
    expect(await getFlow(ctx, { flowId })).toMatchObject({ tags: ['Billing'] });
    const flows = bundle.flows.map(({ tags: _, ...flow }) => flow);
    await importBundle(ctx, { bundle: { ...bundle, flows } });
    expect(await getFlow(ctx, { flowId })).toMatchObject({ tags: ['Billing'] });
  });
});

describe('duplicateFlow', () => {
  it('copies draft, tests and tags under another slug, unpublished', async () => {
    const flowId = await publish('Orders');
    await saveFlowTests(ctx, { flowId, tests: [{ name: 'Starts' }] });
    await setFlowTags(ctx, { flowId, tags: ['Billing'] });
    const copy = await duplicateFlow(ctx, { flowId });
    expect(copy).toMatchObject({
      ...{ name: 'Copy of Orders', slug: 'copy-of-orders', published: null, tags: ['Billing'] },
      draft: (await getFlow(ctx, { flowId })).draft,
    });
    expect(await exportFlow(ctx, { flowId: copy.id })).toMatchObject({ tests: [{ name: 'Starts' }] });
    expect(await duplicateFlow(ctx, { flowId, name: 'Orders' })).toMatchObject({ slug: 'orders-2' });
    await expect(duplicateFlow(ctx, { flowId: 'none' })).rejects.toMatchObject(problem('not_found'));
  });

  it('shortens a long name, but cuts no character in two', async () => {
    const name = 'x'.repeat(191);
    const { id: flowId } = await createFlow(ctx, { name: `${name}😀😀` });
    expect(await duplicateFlow(ctx, { flowId })).toMatchObject({ name: `Copy of ${name}` });
  });
});
