import { afterAll, beforeAll, expect, it } from 'vitest';
import { updateSyncReply } from '@/server/db/session/store';
import { commitTurn } from '@/server/db/turn/commit';
import { actIn, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { callingFlow } from '../../session/fixtures/flows';
import {
  addObservedChannel,
  observe,
  openObservedEnv,
  sendText,
} from '../../session/fixtures/observed-channel';
import { requireSession } from '../../session/require-session';
import { advanceSession } from '../../session/turn/advance-session';
import { removeSyncReply } from '../../session/turn/sync-reply';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openObservedEnv({});
  const { platform } = testEnv;
  // The test itself answers the call.
  platform.sessions = {
    ...platform.sessions,
    calls: { start: () => undefined, cancel: () => undefined, stop: async () => undefined },
  };
  ctx = actIn(platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const answered = {
  type: 'effect.succeeded' as const,
  at: Date.now(),
  result: { status: 200, headers: {}, body: { text: 'it' }, attempts: 1, durationMs: 1 },
};

/** Sends a text whose answers go into the response, and leaves its call unanswered. */
async function sendCalling() {
  const channelId = await addObservedChannel(testEnv, callingFlow('http://127.0.0.1:9/'));
  const { session, inputId } = await sendText(ctx, channelId, 'hello', { direct: true });
  const { key } = await testEnv.platform.db.prisma.effect.findFirstOrThrow({
    where: { sessionId: session.id },
  });
  return { sessionId: session.id, inputId, key };
}

it('keeps answers out of the webhook while the caller waits for them', async () => {
  const { sessionId, key } = await sendCalling();
  const { orgId } = testEnv;
  await advanceSession(ctx, { orgId, sessionId, steps: [{ event: { ...answered, effect: key } }] });
  expect((await observe(testEnv, sessionId, 1)).webhooks).toEqual([
    '2 effect.succeeded running>awaiting_input flow>flow',
  ]);
});

it('loses no answer when its caller stops waiting between the read of a turn and its commit', async () => {
  const { sessionId, inputId, key } = await sendCalling();
  const { orgId } = testEnv;
  const commits: boolean[] = [];
  const result = await advanceSession(ctx, {
    orgId,
    sessionId,
    steps: [{ event: { ...answered, effect: key } }],
    commit: async (turn) => {
      const { syncReply: before } = await requireSession(ctx, { orgId, sessionId });
      await updateSyncReply(ctx.db, {
        ...{ orgId, sessionId, turnNo: 1, before },
        after: removeSyncReply(before, inputId),
      });
      const isCommitted = await commitTurn(ctx.db, turn);
      commits.push(isCommitted);
      return isCommitted;
    },
  });
  expect(commits).toEqual([false]);
  expect(result).toMatchObject({ kind: 'applied', row: { turnNo: 2, syncReply: null } });
  expect((await observe(testEnv, sessionId, 1)).webhooks).toEqual([
    '2 effect.succeeded running>awaiting_input flow>flow #2 #3',
  ]);
});
