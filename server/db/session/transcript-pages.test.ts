import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { runTransaction, type Transaction } from '../connection/transaction';
import { listMessagePage, listTurnPage } from './transcript-pages';

const LENGTH = 5_000;
let testEnv: TestEnv;
let key: { orgId: string; sessionId: string };

beforeAll(async () => {
  testEnv = await openTestEnv();
  const ctx = actIn(testEnv.platform, testEnv.orgId);
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  const { session } = await startSession(ctx, { flowId });
  key = { orgId: testEnv.orgId, sessionId: session.id };
  for (let turn = 0; turn < 4; turn++) {
    const input = { type: 'text' as const, text: 'x'.repeat(LENGTH) };
    await sendInput(ctx, { sessionId: session.id, input });
  }
});
afterAll(() => testEnv.close());

const turns = (afterNo: number, limit: number, maxBytes: number) =>
  listTurnPage(testEnv.platform.db, { ...key, afterNo, limit, maxBytes });
const messages = (afterSeq: number, limit: number, maxBytes: number) =>
  listMessagePage(testEnv.platform.db, { ...key, afterSeq, limit, maxBytes });

describe('transcript/flat', () => {
  const TURNS = 1_000;
  const LAST_SEQ = 3 * (TURNS - 1);
  let long: typeof key;

  // Turns of three messages, except that the first is missing, and every tenth leaves its messages to the next.
  beforeAll(async () => {
    const { pool } = testEnv.platform.db;
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO sessions SELECT made.* FROM sessions s, LATERAL json_populate_record(s, json_build_object(
         'id', gen_random_uuid(), 'turn_no', $2::int, 'message_count', $3::int)) made WHERE s.id = $1 RETURNING id`,
      [key.sessionId, TURNS, LAST_SEQ],
    );
    long = { ...key, sessionId: rows[0]?.id ?? '' };
    await pool.query(
      `INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at, messages)
       SELECT $1, $2, n, '{}', '{}', 'running', '{}', CASE n % 10 WHEN 1 THEN 3 * n - 5 ELSE 3 * n - 2 END, now(),
         CASE n % 10 WHEN 0 THEN NULL ELSE (SELECT json_agg(json_build_object('i', gen_random_uuid(), 't', n || '.' || place))
           FROM generate_series(1, CASE n % 10 WHEN 1 THEN 6 ELSE 3 END) place) END
       FROM generate_series(2, $3::int) n`,
      [long.orgId, long.sessionId, TURNS],
    );
    await pool.query('ANALYZE turns');
  });

  const countRead = async ({ pool }: Transaction): Promise<number> => {
    const text = "SELECT pg_stat_get_xact_tuples_fetched('turns_pkey'::regclass)::int turns";
    return (await pool.query<{ turns: number }>({ text, values: [] })).rows[0]?.turns ?? Number.NaN;
  };

  /** Reads a page, and counts the turns that PostgreSQL reads for it. */
  const read = (afterSeq: number) =>
    runTransaction(testEnv.platform.db.pool, async (tx) => {
      // As it is planned for every session, once it was sent some times.
      await tx.pool.query({ text: 'SET LOCAL plan_cache_mode = force_generic_plan', values: [] });
      const before = await countRead(tx);
      const page = await listMessagePage(tx, { ...long, afterSeq, limit: 20, maxBytes: 1_000_000 });
      const turns = (await countRead(tx)) - before;
      return { seqs: page.rows.map(({ seq }) => seq), more: page.more, turns };
    });

  it('reads the page after any message', async () => {
    for (const afterSeq of [3, 4, 24, 25, 26, 27, 28, 1_500, 2_970, LAST_SEQ - 21, LAST_SEQ]) {
      const { seqs, more } = await read(afterSeq);
      const left = Math.min(20, LAST_SEQ - afterSeq);
      expect(seqs).toEqual(Array.from({ length: left }, (_, index) => afterSeq + 1 + index));
      expect(more).toBe(afterSeq + 20 < LAST_SEQ);
    }
  });

  it('reads no more turns at the end than at the beginning', async () => {
    const [first, middle, last] = [await read(3), await read(1_500), await read(LAST_SEQ - 40)];
    expect(first.turns).toBeGreaterThan(7);
    for (const { turns: count } of [first, middle, last]) expect(count).toBeLessThan(50);
  });
});

describe('transcript/page-bytes', () => {
  it('ends a page of turns with the one that goes beyond', async () => {
    const all = await turns(0, 50, 1_000_000);
    expect([all.rows.map(({ no }) => no), all.more]).toEqual([[1, 2, 3, 4, 5], false]);
    // The first turn is small; the second is larger than the bound by itself.
    const cut = await turns(0, 50, LENGTH);
    expect([cut.rows.map(({ no }) => no), cut.more]).toEqual([[1, 2], true]);
    const next = await turns(2, 50, 1);
    expect([next.rows.map(({ no }) => no), next.more]).toEqual([[3], true]);
    const last = await turns(4, 50, 1);
    expect([last.rows.map(({ no }) => no), last.more]).toEqual([[5], false]);
  });

  it('ends a page of messages so, too, and none sooner than asked for', async () => {
    const all = await messages(0, 50, 1_000_000);
    expect(all.more).toBe(false);
    const seqs = all.rows.map(({ seq }) => seq);
    const one = await messages(0, 50, 1);
    expect([one.rows.map(({ seq }) => seq), one.more]).toEqual([seqs.slice(0, 1), true]);
    const two = await messages(0, 2, 1_000_000);
    expect([two.rows.map(({ seq }) => seq), two.more]).toEqual([seqs.slice(0, 2), true]);
    const end = await messages(seqs.at(-1) ?? 0, 50, 1);
    expect(end).toEqual({ rows: [], more: false });
  });
});
