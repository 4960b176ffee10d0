import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '@/server/engine/json';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv, type TestFlow } from '@/server/tools/test/platform';
import { statementsOf as listStatements } from '@/server/tools/test/statements-of';
import type { ServiceContext } from '../../context';
import { sendToThread } from '../../thread/send/send-to-thread';
import { ECHO } from '../fixtures/flows';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';

let testEnv: TestEnv;
let ctx: ServiceContext;
let echo: TestFlow;

beforeAll(async () => {
  // The clock stands still, so that no cached channel expires.
  testEnv = await openTestEnv({ clock: createManualClock() });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
});
afterAll(() => testEnv.close());

const statementsOf = (work: () => Promise<unknown>) => listStatements(testEnv.platform.db.pool, work);

describe('the statements of a turn', () => {
  it('are one commit in the process that started the session, else one read first (turn/one-read-one-commit)', async () => {
    const { session } = await startSession(ctx, { flowId: echo.flowId });
    const say = (text: string) => sendInput(ctx, { sessionId: session.id, input: { type: 'text', text } });
    await say('warm');
    expect(await statementsOf(() => startSession(ctx, { flowId: echo.flowId }))).toEqual([
      'commit_plain_start',
    ]);
    expect(await statementsOf(() => say('hot'))).toEqual(['commit_turn']);
    ctx.sessions.cache.validate(session.id, null);
    expect(await statementsOf(() => say('cold'))).toEqual(['find_session', 'commit_turn']);
  });

  it('are one read and one commit in a thread (turn/one-read-one-commit)', async () => {
    const channelId = testEnv.platform.ids.uuid(Date.now());
    const channel = { orgId: testEnv.orgId, id: channelId, kind: 'flowrest' as const, name: 'Test' };
    await testEnv.platform.db.prisma.channel.create({ data: { ...channel, flowId: echo.flowId } });
    const say = (text: string, profile?: JsonObject) =>
      sendToThread(ctx, {
        channelId,
        externalId: 'hot',
        entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text }, text }] }],
        ...(profile && { profile }),
        waitMs: 1_000,
      });
    await say('first');
    await say('warm');
    const spoken = ['find_held_thread', 'commit_full_turn'];
    expect(await statementsOf(() => say('hot'))).toEqual(spoken);
    expect(await statementsOf(() => say('from me', { from: ['me'] }))).toEqual([...spoken, 'update_thread']);
    expect(await statementsOf(() => say('from me still', { from: ['me'] }))).toEqual(spoken);
  });
});
