import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '@/server/gateways/version';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { startSession } from '../../session/start-session';
import { createFlow } from '../create-flow';
import { saveDraft } from '../draft/save-draft';
import { getFlow } from '../get-flow';
import { getVersion } from './get-version';
import { listVersions } from './list-versions';
import { publishFlow } from './publish-flow';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const saying = (text: string) => ({
  format: 1,
  start: 'say',
  nodes: [{ id: 'say', kind: 'message', messages: [{ type: 'text', text }] }],
});

const calling = (flow: string) => ({
  format: 1,
  start: 'call',
  nodes: [{ id: 'call', kind: 'subflow', flow }],
});

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

describe('publishFlow', () => {
  it('numbers versions, and new sessions run the newest', async () => {
    const { id } = await createFlow(ctx, { name: 'Versions', definition: saying('one') });
    await expect(startSession(ctx, { flowId: id })).rejects.toMatchObject(problem('flow_not_published'));
    const first = await publishFlow(ctx, { flowId: id, note: 'first' });
    expect(first).toMatchObject({
      number: 1,
      note: 'first',
      current: true,
      createdBy: 'system',
      warnings: [],
    });
    expect(await getFlow(ctx, { flowId: id })).toMatchObject({
      draftChanged: false,
      published: { versionId: first.id, number: 1, publishedAt: first.createdAt },
    });
    await saveDraft(ctx, { flowId: id, draft: saying('two') });
    expect(await getFlow(ctx, { flowId: id })).toMatchObject({ draftChanged: true });
    expect((await startSession(ctx, { flowId: id })).messages[0]?.text).toBe('one');
    await publishFlow(ctx, { flowId: id });
    expect((await startSession(ctx, { flowId: id })).messages[0]?.text).toBe('two');
  });

  it('keeps a certificate of what holds, also of the flows that it calls', async () => {
    const variables = [{ name: 'order' }];
    const order = await createFlow(ctx, {
      name: 'Order',
      definition: { ...saying('{{ order }}'), variables },
    });
    const called = await publishFlow(ctx, { flowId: order.id });
    expect(called.certificate).toMatchObject({ engine: VERSION, given: ['order'] });
    expect(called.certificate?.claims.map(({ claim, result }) => `${claim} ${result}`)).toEqual([
      'ends holds',
      'variables holds',
      'exits holds',
      'waits holds',
    ]);
    const { id: flowId } = await createFlow(ctx, { name: 'Orders', definition: calling('order') });
    const { certificate, warnings } = await publishFlow(ctx, { flowId });
    expect(warnings.map(({ code }) => code)).toEqual(['missing_input']);
    expect(certificate?.claims[1]).toEqual({
      claim: 'variables',
      result: 'fails',
      count: 1,
      problems: warnings,
    });
    expect((await getVersion(ctx, { flowId, number: 1 })).certificate).toEqual(certificate);
  });

  it('refuses and names errors', async () => {
    const { id } = await createFlow(ctx, {
      name: 'Broken',
      definition: { ...saying('x'), start: 'nowhere' },
    });
    await expect(publishFlow(ctx, { flowId: id })).rejects.toMatchObject({
      problem: { code: 'flow_invalid', details: { problems: [{ severity: 'error' }] } },
    });
  });

  it('publishes the checked draft or nothing', async () => {
    const { id } = await createFlow(ctx, { name: 'Race', definition: saying('x') });
    await expect(publishFlow(ctx, { flowId: id, ifRev: 2 })).rejects.toMatchObject(
      problem('draft_conflict', { currentRev: 1 }),
    );
    const results = await Promise.allSettled([
      publishFlow(ctx, { flowId: id }),
      saveDraft(ctx, { flowId: id, draft: { ...saying('x'), start: 'nowhere' } }),
    ]);
    const { published } = await getFlow(ctx, { flowId: id });
    expect(published !== null).toBe(results[0]?.status === 'fulfilled');
  });

  it('makes one version of concurrent publications of a draft', async () => {
    const { id } = await createFlow(ctx, { name: 'Many', definition: saying('x') });
    const results = await Promise.all(Array.from({ length: 5 }, () => publishFlow(ctx, { flowId: id })));
    expect(results.map(({ number }) => number)).toEqual([1, 1, 1, 1, 1]);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('numbers concurrent publications of changing drafts uniquely', async () => {
    const { id } = await createFlow(ctx, { name: 'Changing', definition: saying('x') });
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, async (_, index) => {
        await saveDraft(ctx, { flowId: id, draft: saying(String(index)) });
        return publishFlow(ctx, { flowId: id });
      }),
    );
    const published = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const numbers = published.filter(({ isNew }) => isNew).map(({ number }) => number);
    expect(numbers.sort()).toEqual(numbers.map((_, index) => index + 1));
  });

  it('makes no version of an unchanged draft', async () => {
    const { id } = await createFlow(ctx, { name: 'Same', definition: saying('x') });
    const first = await publishFlow(ctx, { flowId: id });
    expect(await publishFlow(ctx, { flowId: id, note: 'again' })).toEqual({ ...first, isNew: false });
    await saveDraft(ctx, { flowId: id, draft: saying('x'), name: 'Other name' });
    expect(await publishFlow(ctx, { flowId: id })).toMatchObject({ number: 1, isNew: false });
    expect((await listVersions(ctx, { flowId: id, limit: 9 })).items).toHaveLength(1);
    await expect(publishFlow(ctx, { flowId: id, ifRev: 1 })).rejects.toMatchObject(
      problem('draft_conflict', { currentRev: 2 }),
    );
    await saveDraft(ctx, { flowId: id, draft: saying('y') });
    expect(await publishFlow(ctx, { flowId: id })).toMatchObject({ number: 2, isNew: true });
    await saveDraft(ctx, { flowId: id, draft: saying('x') });
    expect(await publishFlow(ctx, { flowId: id })).toMatchObject({ number: 3, isNew: true });
  });

  it('pins called flows to their published version', async () => {
    const callee = await createFlow(ctx, { name: 'Callee', definition: saying('old') });
    const caller = await createFlow(ctx, { name: 'Caller', definition: calling(callee.slug) });
    await expect(publishFlow(ctx, { flowId: caller.id })).rejects.toMatchObject({
      problem: { code: 'flow_invalid' },
    });
    const pinned = await publishFlow(ctx, { flowId: callee.id });
    const { id } = await publishFlow(ctx, { flowId: caller.id });
    expect((await getVersion(ctx, { flowId: caller.id, versionId: id })).links).toEqual({
      [callee.slug]: pinned.id,
    });
    await saveDraft(ctx, { flowId: callee.id, draft: saying('new') });
    await publishFlow(ctx, { flowId: callee.id });
    expect((await startSession(ctx, { flowId: caller.id })).messages[0]?.text).toBe('old');
    expect(await publishFlow(ctx, { flowId: caller.id })).toMatchObject({ number: 2, isNew: true });
    expect((await startSession(ctx, { flowId: caller.id })).messages[0]?.text).toBe('new');
  });

  it('refuses a flow that calls itself', async () => {
    const { id, slug } = await createFlow(ctx, { name: 'Ouroboros', definition: saying('x') });
    await publishFlow(ctx, { flowId: id });
    await saveDraft(ctx, { flowId: id, draft: calling(slug) });
    await expect(publishFlow(ctx, { flowId: id })).rejects.toMatchObject({
      problem: { code: 'flow_invalid' },
    });
  });
});
