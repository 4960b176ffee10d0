import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { sendInput } from '../../session/send-input';
import { startSession } from '../../session/start-session';
import { saveDraft } from '../draft/save-draft';
import { publishFlow } from '../version/publish-flow';
import { addTrafficTests } from './add-traffic-tests';
import { getFlowTests } from './get-flow-tests';
import { runFlowTests } from './run-flow-tests';

const choices = (words: readonly string[]): FlowDefinitionInput => ({
  format: 1,
  start: 'q',
  nodes: [
    {
      ...{ id: 'q', kind: 'question', variable: 'q', prompt: [{ type: 'text', text: 'Which?' }] },
      answer: { type: 'choice', choices: words.map((value) => ({ value, label: value })) },
      exits: Object.fromEntries(words.map((word) => [`choice:${word}`, word])),
    },
    ...words.map((id) => ({
      ...{ id, kind: 'message' as const, messages: [{ type: 'text' as const, text: `You chose ${id}.` }] },
    })),
  ],
});

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

async function openTraffic(...words: string[]): Promise<string> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, choices(['a', 'b', 'c']));
  for (const text of words) {
    const { session } = await startSession(ctx, { flowId, waitMs: 0 });
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text } });
  }
  return flowId;
}
const namesOf = (made: { added: { name: string }[] }) => made.added.map(({ name }) => name).toSorted();

describe('addTrafficTests', () => {
  it('adds the fewest sessions that pass every exit seen', async () => {
    const flowId = await openTraffic('a', 'b', 'a', 'nothing', 'a', 'b');
    const made = await addTrafficTests(ctx, { flowId });
    expect(made).toMatchObject({ sessions: 6, isComplete: true });
    expect(namesOf(made)).toEqual(['a → a', 'b → b']);
    expect(made.added.every(({ passed, difference }) => passed && difference === null)).toBe(true);
    expect(await runFlowTests(ctx, { flowId })).toMatchObject({ passed: 2, failed: 0 });
  });

  it('adds nothing that a test takes already', async () => {
    const flowId = await openTraffic('a');
    await addTrafficTests(ctx, { flowId });
    expect((await addTrafficTests(ctx, { flowId })).added).toEqual([]);
    const { session } = await startSession(ctx, { flowId, waitMs: 0 });
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: 'c' } });
    expect(namesOf(await addTrafficTests(ctx, { flowId }))).toEqual(['c → c']);
    expect((await getFlowTests(ctx, { flowId })).tests).toHaveLength(2);
  });

  it('leaves out nodes that the draft does not have', async () => {
    const flowId = await openTraffic('a', 'b');
    await saveDraft(ctx, { flowId, draft: choices(['a']) });
    const { added } = await addTrafficTests(ctx, { flowId });
    expect(added).toMatchObject([{ name: 'a → a', passed: false }]);
    await expect(publishFlow(ctx, { flowId })).rejects.toMatchObject({ problem: { code: 'tests_failed' } });
  });

  it('keeps to the search', async () => {
    const flowId = await openTraffic('a', 'b', 'c');
    const made = await addTrafficTests(ctx, { flowId, search: { limit: 1 } });
    expect(made).toMatchObject({ sessions: 1, added: [{ name: 'c → c' }] });
    const until = new Date(Date.now() - 3_600_000).toISOString();
    expect(await addTrafficTests(ctx, { flowId, search: { until } })).toMatchObject({ sessions: 0 });
    await expect(addTrafficTests(ctx, { flowId, search: { limit: 0 } })).rejects.toMatchObject({
      problem: { code: 'invalid_request' },
    });
  });
});
