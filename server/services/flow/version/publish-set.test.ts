import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { findMismatch } from '@/server/engine/replay/verify';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { getRecording } from '../../replay/get-recording';
import { sendInput } from '../../session/send-input';
import { startSession } from '../../session/start-session';
import { exportBundle } from '../bundle/export-bundle';
import { createFlow } from '../create-flow';
import { saveDraft } from '../draft/save-draft';
import { validateDraft } from '../draft/validate-draft';
import { saveFlowTests } from '../test/save-flow-tests';
import { getVersion } from './get-version';
import { listSetCandidates } from './list-set-candidates';
import { listVersions } from './list-versions';
import { createProgramCache } from './program-cache';
import { publishFlow } from './publish-flow';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

/** Two flows of a new organization that go to each other after each answer; neither is published. */
async function createPair(words = 'one') {
  ctx = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
  const menu = await createFlow(ctx, { name: 'Menu', definition: asking('Menu', words, 'orders') });
  const orders = await createFlow(ctx, { name: 'Orders', definition: asking('Orders', words, 'menu') });
  return { menu, orders };
}

const asking = (who: string, words: string, to: string, more: object = {}) => ({
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', answer: { type: 'text' }, variable: 'x', exits: { next: 'go' } },
      prompt: [{ type: 'text', text: `${who} ${words}` }],
    },
    { id: 'go', kind: 'subflow', flow: to, mode: 'goto', ...more },
  ],
});

/** Asks a model that may call a flow as its tool. */
const withTool = (flow: string) => ({
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'ai', url: 'https://models.test/v1', model: 'small', variable: 'reply' },
      ...{ prompt: 'Help', tools: [{ flow, description: 'Helps' }], exits: { next: 'end', error: 'end' } },
    },
    { id: 'end', kind: 'end' },
  ],
});

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

describe('flows that are published together', () => {
  it('are pinned to each other, and a session goes round in these versions', async () => {
    const { menu, orders } = await createPair();
    await expect(publishFlow(ctx, { flowId: menu.id })).rejects.toMatchObject(
      problem('flow_invalid', { problems: [{ code: 'unpublished_flow', path: '/nodes/1/flow' }] }),
    );
    const { id, number, set } = await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    expect(number).toBe(1);
    expect(set).toEqual([
      { flowId: menu.id, slug: 'menu', versionId: id, number: 1 },
      { flowId: orders.id, slug: 'orders', versionId: expect.any(String), number: 1 },
    ]);
    const versions = await Promise.all(
      [menu, orders].map((one) => getVersion(ctx, { flowId: one.id, number: 1 })),
    );
    expect(versions.map(({ links }) => links)).toEqual([{ orders: versions[1]?.id }, { menu: id }]);

    const session = await startSession(ctx, { flowId: menu.id });
    const texts = [session.messages[0]?.text];
    for (const text of ['a', 'b', 'c']) {
      const input = { type: 'text' as const, text };
      const { messages } = await sendInput(ctx, { sessionId: session.session.id, input });
      texts.push(messages[0]?.text);
    }
    expect(texts).toEqual(['Menu one', 'Orders one', 'Menu one', 'Orders one']);

    // replay/exact
    const recording = await getRecording(ctx, { sessionId: session.session.id });
    const compiled = compileRecording(recording);
    if (!compiled.ok) throw new Error(compiled.reason);
    expect(findMismatch(recording, replay(compiled.program, recording, { type: 'exact' }))).toBeNull();
  });

  it('have one closed graph of programs, whichever is loaded first', async () => {
    const { menu } = await createPair();
    const { set = [] } = await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    for (const [first, second] of [set, set.toReversed()]) {
      const cache = createProgramCache(testEnv.platform.db);
      const orgId = ctx.actor.orgId;
      const program = await cache.get(orgId, first?.versionId ?? '');
      const other = program.calls.get(second?.slug ?? '');
      expect(other?.calls.get(first?.slug ?? '')).toBe(program);
      expect(await cache.get(orgId, second?.versionId ?? '')).toBe(other);
    }
  });

  it('are none if the draft of one is invalid, or was saved meanwhile', async () => {
    const { menu, orders } = await createPair();
    await saveDraft(ctx, { flowId: orders.id, draft: { format: 1, nodes: [] } });
    await expect(publishFlow(ctx, { flowId: menu.id, with: [orders.id] })).rejects.toMatchObject(
      problem('flow_invalid', {
        problems: expect.arrayContaining([expect.objectContaining({ flow: 'orders' })]),
      }),
    );
    await expect(publishFlow(ctx, { flowId: menu.id, with: [orders.id], ifRev: 99 })).rejects.toMatchObject(
      problem('draft_conflict'),
    );
    expect((await listVersions(ctx, { flowId: menu.id, limit: 9 })).items).toEqual([]);
  });

  it('make no version if nothing has changed, and new ones of all if one has', async () => {
    const { menu, orders } = await createPair();
    const first = await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    const again = await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    expect(again).toEqual({ ...first, isNew: false });
    await saveDraft(ctx, { flowId: orders.id, draft: asking('Orders', 'two', 'menu') });
    const { set } = await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    expect(set?.map(({ number }) => number)).toEqual([2, 2]);
  });

  it('are refused if tests of one fail, unless there is a reason', async () => {
    const { menu, orders } = await createPair();
    const test = { name: 'Greets', start: { expect: { messages: ['Hello'] } }, steps: [] };
    await saveFlowTests(ctx, { flowId: orders.id, tests: [test] });
    await expect(publishFlow(ctx, { flowId: menu.id, with: ['orders'] })).rejects.toMatchObject(
      problem('tests_failed', { failed: 1, tests: [{ name: 'orders: Greets' }] }),
    );
    const { set } = await publishFlow(ctx, { flowId: menu.id, with: ['orders'], reason: 'urgent' });
    expect(set).toHaveLength(2);
  });

  it('are at most 20', async () => {
    const { menu } = await createPair();
    const others = Array.from({ length: 20 }, () => 'orders');
    await expect(publishFlow(ctx, { flowId: menu.id, with: others })).rejects.toMatchObject(
      problem('limit_exceeded', { limit: 'flows published together', max: 20 }),
    );
  });

  it('know of each other whether they end', async () => {
    const { menu } = await createPair();
    const { certificate } = await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    expect(certificate?.claims.find(({ claim }) => claim === 'ends')).toMatchObject({
      result: 'fails',
      problems: [{ code: 'no_way_out_by_calls', nodeId: 'ask' }],
    });
    const outside = await createFlow(ctx, { name: 'Outside', definition: asking('Outside', '', 'menu') });
    expect((await validateDraft(ctx, { flowId: outside.id })).problems.map(({ code }) => code)).toEqual([
      'no_way_out_by_calls',
    ]);
  });

  it('are in one bundle', async () => {
    const { menu } = await createPair();
    await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    const { flows } = await exportBundle(ctx, { flowId: menu.id, number: 1 });
    expect(flows.map(({ slug }) => slug)).toEqual(['menu', 'orders']);
  });
});

describe('a called flow that leads on to an old version', () => {
  it('is a warning', async () => {
    const { menu, orders } = await createPair();
    await publishFlow(ctx, { flowId: menu.id, with: ['orders'] });
    const messages = async (flowId: string) =>
      (await validateDraft(ctx, { flowId })).problems.flatMap(({ code, message }) =>
        code === 'old_version' ? [message] : [],
      );
    expect(await messages(menu.id)).toEqual([
      'The published flow "orders" leads on to version 1 of this flow, not to the one that you publish. Publish both together.',
    ]);
    await saveDraft(ctx, { flowId: menu.id, draft: asking('Menu', 'two', 'orders') });
    await publishFlow(ctx, { flowId: menu.id });
    const outside = await createFlow(ctx, { name: 'Outside', definition: asking('Outside', '', 'orders') });
    expect(await messages(outside.id)).toEqual([
      'The published flow "orders" leads on to version 1 of "menu", which has a newer one. Publish "orders" again.',
    ]);
    expect(orders.slug).toBe('orders');
    const model = await createFlow(ctx, { name: 'Model', definition: withTool('orders') });
    const { problems: warnings } = await validateDraft(ctx, { flowId: model.id });
    expect(
      warnings.flatMap(({ code, nodeId, path }) => (code === 'old_version' ? [{ nodeId, path }] : [])),
    ).toEqual([{ nodeId: 'ask', path: '/nodes/0/tools/0/flow' }]);
  });
});

describe('listSetCandidates', () => {
  it('lists flows with changed drafts around a flow, those that it needs first', async () => {
    const { menu } = await createPair();
    const { orgId } = ctx.actor;
    const definition = asking('Caller', '', 'menu');
    await createFlow(ctx, { name: 'A caller', definition });
    await createFlow(ctx, { name: 'Stranger', definition: asking('Stranger', '', 'nobody') });
    const list = async () =>
      (await listSetCandidates(ctx, { flowId: menu.id })).map(({ slug, relation, isMutual }) => [
        slug,
        relation,
        isMutual,
      ]);
    expect(await list()).toEqual([
      ['orders', 'called', true],
      ['a-caller', 'caller', false],
    ]);
    await publishFlow(ctx, { flowId: menu.id, with: ['orders', 'a-caller'] });
    expect(await list()).toEqual([['orders', 'called', true]]);
    await createFlow(ctx, { name: 'Model', definition: withTool('menu') });
    expect(await list()).toEqual([
      ['orders', 'called', true],
      ['model', 'caller', false],
    ]);
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect(orgId).not.toBe(other.actor.orgId);
    await expect(listSetCandidates(other, { flowId: menu.id })).rejects.toMatchObject(problem('not_found'));
  });
});
