import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
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
