import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../../audit/list-audit';
import type { ServiceContext } from '../../context';
import { createFlow } from '../create-flow';
import { saveDraft } from '../draft/save-draft';
import { saveFlowTests } from '../test/save-flow-tests';
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
const expecting = (text: string) => ({ name: `says ${text}`, start: { expect: { messages: [text] } } });

async function openFlow(words: string, ...tests: object[]): Promise<string> {
  const { id: flowId } = await createFlow(ctx, { name: 'Tested', definition: saying(words) });
  await saveFlowTests(ctx, { flowId, tests });
  return flowId;
}
const listNumbers = async (flowId: string) =>
  (await listVersions(ctx, { flowId, limit: 10 })).items.map(({ number }) => number);
const readAudited = async () => {
  const { items } = await listAudit(ctx, { limit: 1, search: 'flow.published' });
  return items[0]?.after;
};

describe('publishing a flow with tests', () => {
  it('is refused with those that fail', async () => {
    const flowId = await openFlow('Hi', expecting('Hi'), expecting('Bye'));
    const message = 'Start: expected the message "Bye", but "Hi" came.';
    await expect(publishFlow(ctx, { flowId })).rejects.toMatchObject({
      problem: { code: 'tests_failed', details: { failed: 1, tests: [{ name: 'says Bye', message }] } },
    });
    await expect(publishFlow(ctx, { flowId, reason: '  ' })).rejects.toMatchObject({
      problem: { code: 'tests_failed' },
    });
    expect(await listNumbers(flowId)).toEqual([]);
  });

  it('has its reason in the audit log', async () => {
    const flowId = await openFlow('Hi', expecting('Hi'), expecting('Bye'));
    expect(await publishFlow(ctx, { flowId, reason: ' The words are new. ' })).toMatchObject({ number: 1 });
    expect(await readAudited()).toMatchObject({
      number: 1,
      tests: { passed: 1, failed: 1, reason: 'The words are new.', failing: ['says Bye'] },
    });
  });

  it('needs no reason when all pass, and records none', async () => {
    const flowId = await openFlow('Hi', expecting('Hi'));
    await publishFlow(ctx, { flowId, reason: 'unused' });
    expect(await readAudited()).toMatchObject({ tests: { passed: 1, failed: 0 } });
    expect(JSON.stringify(await readAudited())).not.toContain('unused');
  });

  it('runs them on the draft, not on the version before', async () => {
    const flowId = await openFlow('Hi', expecting('Hi'));
    await publishFlow(ctx, { flowId });
    await saveDraft(ctx, { flowId, draft: saying('Hello') });
    await expect(publishFlow(ctx, { flowId })).rejects.toMatchObject({ problem: { code: 'tests_failed' } });
    await saveFlowTests(ctx, { flowId, tests: [expecting('Hello')] });
    expect(await publishFlow(ctx, { flowId })).toMatchObject({ number: 2 });
  });

  it('returns the current version if nothing has changed, whatever its tests say', async () => {
    const flowId = await openFlow('Hi');
    await publishFlow(ctx, { flowId });
    await saveFlowTests(ctx, { flowId, tests: [expecting('Bye')] });
    expect(await publishFlow(ctx, { flowId })).toMatchObject({ number: 1, isNew: false });
  });

  it('takes a reason of at most 500 characters', async () => {
    const flowId = await openFlow('Hi', expecting('Bye'));
    await expect(publishFlow(ctx, { flowId, reason: 'x'.repeat(501) })).rejects.toMatchObject({
      problem: { code: 'limit_exceeded' },
    });
    expect(await publishFlow(ctx, { flowId, reason: 'x'.repeat(500) })).toMatchObject({ number: 1 });
  });

  it('counts a test that this version cannot read as failed', async () => {
    const flowId = await openFlow('Hi');
    const tests = JSON.stringify([{ name: 'newer', steps: [{ type: 'shout' }] }]);
    await testEnv.platform.db.pool.query('UPDATE flows SET tests = $2 WHERE id = $1', [flowId, tests]);
    await expect(publishFlow(ctx, { flowId })).rejects.toMatchObject({
      problem: { code: 'tests_failed', details: { tests: [{ name: 'Test 1' }] } },
    });
  });
});
