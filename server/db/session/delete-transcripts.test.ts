import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addChannel } from '@/server/services/delivery/fixtures/channels';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { pruneTestVersions } from '../flow-version/test-copies';
import { findThread, insertThread } from '../thread/store';
import { pruneSessions } from './prune';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

async function talk(): Promise<string> {
  const ctx = actIn(testEnv.platform, testEnv.orgId);
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  const { session } = await startSession(ctx, { flowId });
  await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: 'hello' } });
  return session.id;
}

async function count(sessionId: string): Promise<{ turns: number; messages: number }> {
  const { rows } = await testEnv.platform.db.pool.query<{ turns: number; messages: number }>(
    `SELECT (SELECT count(*)::int FROM turns WHERE session_id = $1) turns,
            (SELECT count(*)::int FROM messages WHERE session_id = $1) messages`,
    [sessionId],
  );
  return rows[0] ?? { turns: -1, messages: -1 };
}

/** Makes a session old enough for a retention of one day. */
const age = (sessionId: string) =>
  testEnv.platform.db.pool.query(
    `UPDATE sessions SET status = 'completed', finished_at = now() - interval '2 days' WHERE id = $1`,
    [sessionId],
  );

const prune = () =>
  pruneSessions(testEnv.platform.db, {
    orgId: testEnv.orgId,
    before: new Date(Date.now() - 86_400_000),
    limit: 10,
  });

describe('a session that is deleted', () => {
  it('takes its turns and messages with it, and nobody else’s (session/with-transcript)', async () => {
    const [gone, kept] = [await talk(), await talk()];
    expect(await count(gone)).toEqual({ turns: 2, messages: 4 });
    await age(gone);
    expect(await prune()).toBe(1);
    expect(await count(gone)).toEqual({ turns: 0, messages: 0 });
    expect(await count(kept)).toEqual({ turns: 2, messages: 4 });
  });

  it('takes those along that were committed while its deletion waited (session/with-transcript)', async () => {
    const { pool } = testEnv.platform.db;
    const sessionId = await talk();
    const { versionId } = await testEnv.platform.db.prisma.session.findFirstOrThrow({
      where: { id: sessionId },
    });
    await pool.query(`UPDATE flow_versions SET kind = 'test', number = NULL WHERE id = $1`, [versionId]);
    const turn = await pool.connect();
    await turn.query('BEGIN');
    await turn.query('UPDATE sessions SET turn_no = 3 WHERE id = $1', [sessionId]);
    await turn.query(
      `INSERT INTO turns SELECT t.* FROM turns old,
         LATERAL json_populate_record(old, '{"no":3,"first_seq":5}') t WHERE old.session_id = $1 AND old.no = 2`,
      [sessionId],
    );
    const deleting = pruneTestVersions(testEnv.platform.db, { usedBefore: new Date(), limit: 10 });
    await waitForLockWaits(pool);
    await turn.query('COMMIT');
    turn.release();
    expect(await deleting).toBe(1);
    expect(await count(sessionId)).toEqual({ turns: 0, messages: 0 });
  });

  it('leaves its thread, which holds no session then', async () => {
    const { db } = testEnv.platform;
    const { channelId } = await addChannel(testEnv.platform, testEnv.orgId, { url: null });
    const sessionId = await talk();
    const thread = { orgId: testEnv.orgId, channelId, externalId: 'ada' };
    const facts = { variables: {}, visitor: {}, profile: {} };
    const made = await insertThread(db, { ...thread, ...facts, id: randomUUID(), at: new Date() });
    await db.pool.query('UPDATE threads SET session_id = $1', [sessionId]);
    await db.pool.query('UPDATE sessions SET thread_id = $2 WHERE id = $1', [sessionId, made?.id]);
    await age(sessionId);
    expect(await prune()).toBe(1);
    expect(await count(sessionId)).toEqual({ turns: 0, messages: 0 });
    expect(await findThread(db, thread)).toMatchObject({ sessionId: null });
  });
});
