import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import { toStoredJson } from '@/server/shared/stored-json';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { statementsOf } from '@/server/tools/test/statements-of';
import type { ServiceContext } from '../../context';
import { sendToThread } from '../../thread/send/send-to-thread';
import { UNTIL_BYE } from '../fixtures/flows';
import { getSession } from '../get-session';
import { listMessages } from '../list-messages';
import { listTurns } from '../list-turns';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';
import { createTurnBatcher } from './turn-batcher';

let testEnv: TestEnv;
let ctx: ServiceContext;
let flowId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flowId = (await addFlow(testEnv.platform.db, testEnv.orgId, UNTIL_BYE)).flowId;
});
afterAll(() => testEnv.close());

const LIFE_MS = 3_600_000;
const start = async (of = ctx, id = flowId) =>
  (await startSession(of, { flowId: id, expiresAfterMs: LIFE_MS })).session.id;

/** The commit of a turn, which is not written. */
async function makeTurn(sessionId: string, text: string, of = ctx): Promise<TurnCommit> {
  const made: TurnCommit[] = [];
  const turns = { commit: async (commit: TurnCommit) => made.push(commit) > 0 };
  const sessions = { ...of.sessions, turns };
  await sendInput({ ...of, sessions }, { sessionId, input: { type: 'text', text } });
  of.sessions.cache.validate(sessionId, null);
  const [commit] = made;
  if (!commit) throw new Error('no turn was made');
  return commit;
}

const makeTurns = (texts: readonly string[]) =>
  Promise.all(texts.map(async (text) => makeTurn(await start(), text)));

const openBatcher = () => createTurnBatcher(testEnv.platform.db, { concurrency: 1, maxItems: 8 });

/** Commits the first turn alone and the others at the same time; returns which were committed, and the statements. */
async function commitAll(turns: readonly TurnCommit[]) {
  const committed: PromiseSettledResult<boolean>[] = [];
  const { commit } = openBatcher();
  const statements = await statementsOf(testEnv.platform.db.pool, async () => {
    committed.push(...(await Promise.allSettled(turns.slice(0, 1).map(commit))));
    committed.push(...(await Promise.allSettled(turns.slice(1).map(commit))));
  });
  return {
    // The runtime polls watched sessions in the meantime.
    statements: statements.filter((name) => name.startsWith('commit_')),
    committed: committed.map((each) => (each.status === 'fulfilled' ? each.value : 'failed')),
  };
}

const find = ({ session }: TurnCommit, of = ctx) => getSession(of, { sessionId: session.id });

describe('turns that arrive together', () => {
  it('are committed alone when single, together at the same time or behind a running one (turns/no-waiting)', async () => {
    const turns = await makeTurns(Array.from({ length: 12 }, (_, n) => `text ${n}`));
    const { committed, statements } = await commitAll(turns);
    expect(committed).toEqual(turns.map(() => true));
    expect(statements).toEqual(['commit_turn', 'commit_many_short_turns', 'commit_many_short_turns']);
    for (const turn of turns) expect(await find(turn)).toMatchObject({ turnNo: 2, messageCount: 3 });
  });

  it.each(['hello', 'bye'])('write the same rows as single turns: %s (batch/independent)', async (text) => {
    const turns = await makeTurns([text, text, text]);
    await commitAll(turns);
    const [alone, ...together] = await Promise.all(turns.map(({ session }) => readRows(session.id)));
    expect(alone).toContain(`"said":"${text}"`);
    for (const each of together) expect(each).toBe(alone);
  });

  it('end their sessions and delete what these wait for (turn/end-clears-rows)', async () => {
    const turns = await makeTurns(['one', 'bye', 'two']);
    const [, last, other] = turns;
    if (!last || !other) throw new Error('there are too few');
    await waitFor(last);
    await waitFor(other);
    const { committed, statements } = await commitAll(turns);
    expect([committed, statements]).toEqual([
      [true, true, true],
      ['commit_turn', 'commit_many_last_turns'],
    ]);
    expect(await find(last)).toMatchObject({ status: 'completed', finishedAt: expect.any(Date) });
    expect([await countWaits(last), await countWaits(other)]).toEqual([0, 3]);
  });

  it('end a session alone in the same way (turn/end-clears-rows)', async () => {
    const [last] = await makeTurns(['bye']);
    if (!last) throw new Error('there is none');
    await waitFor(last);
    expect((await commitAll([last])).statements).toEqual(['commit_last_turn']);
    expect(await find(last)).toMatchObject({ status: 'completed', finishedAt: expect.any(Date) });
    expect(await countWaits(last)).toBe(0);
  });

  it('are refused alone after another turn (turn/once, batch/independent)', async () => {
    const [first, moved, good] = await makeTurns(['a', 'b', 'c']);
    if (!first || !moved || !good) throw new Error('there are too few');
    await sendInput(ctx, { sessionId: moved.session.id, input: { type: 'text', text: 'came first' } });
    expect((await commitAll([first, moved, good])).committed).toEqual([true, false, true]);
    expect(await find(moved)).toMatchObject({ turnNo: 2, variables: { said: 'came first' } });
  });

  it('do not wait for a session that is being written (batch/never-waits)', async () => {
    const [first, busy, good] = await makeTurns(['a', 'b', 'c']);
    if (!first || !busy || !good) throw new Error('there are too few');
    const client = await testEnv.openPlatform().db.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM sessions WHERE id = $1 FOR UPDATE', [busy.session.id]);
    try {
      expect((await commitAll([first, busy, good])).committed).toEqual([true, false, true]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('are committed although one of them cannot be stored (turns/independent)', async () => {
    const [first, broken, good] = await makeTurns(['a', 'b', 'c']);
    if (!first || !broken || !good) throw new Error('there are too few');
    await testEnv.platform.db.pool.query(
      `INSERT INTO turns SELECT (jsonb_populate_record(t, '{"no": 2}')).* FROM turns t WHERE session_id = $1`,
      [broken.session.id],
    );
    expect((await commitAll([first, broken, good])).committed).toEqual([true, 'failed', true]);
    expect((await find(broken)).turnNo).toBe(1);
  });

  it('belong to their own organization', async () => {
    const theirs = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const { flowId: theirFlow } = await addFlow(testEnv.platform.db, theirs.actor.orgId, UNTIL_BYE);
    const their = await makeTurn(await start(theirs, theirFlow), 'theirs', theirs);
    const [first, mine, stray] = await makeTurns(['a', 'b', 'c']);
    if (!first || !mine || !stray) throw new Error('there are too few');
    const strayed = { ...stray, session: { ...stray.session, orgId: theirs.actor.orgId } };
    expect((await commitAll([first, mine, their, strayed])).committed).toEqual([true, true, true, false]);
    expect(await find(their, theirs)).toMatchObject({ variables: { said: 'theirs' } });
    expect((await find(stray)).turnNo).toBe(1);
  });
});

describe('turns with webhooks that arrive together', () => {
  it('are committed together, each with its own deliveries (turns/no-waiting, turn/effects-in-commit)', async () => {
    const turns = await makeThreadTurns(['a', 'b', 'c', 'd']);
    const { committed, statements } = await commitAll(turns);
    expect([committed, statements]).toEqual([
      [true, true, true, true],
      ['commit_full_turn', 'commit_many_turns'],
    ]);
    for (const turn of turns) {
      const expected = turn.extras?.deliveries.map(({ id, body }) => ({ id, body }));
      expect(expected).not.toEqual([]);
      expect(await listDeliveries(turn)).toEqual(expected);
    }
  });

  it('are committed only with the callers that they were computed from (reply/once)', async () => {
    const turns = await makeThreadTurns(['a', 'b', 'c', 'd']);
    const awaited = toStoredJson({ inputId: ctx.ids.uuid(0), until: 1 });
    for (const turn of turns) turn.beforeSyncReply = awaited;
    const ids = turns.slice(0, 3).map(({ session }) => session.id);
    await testEnv.platform.db.pool.query('UPDATE sessions SET sync_reply = $1 WHERE id = ANY($2)', [
      awaited,
      ids,
    ]);
    const { committed, statements } = await commitAll(turns);
    expect([committed, statements]).toEqual([
      [true, true, true, false],
      ['commit_full_turn', 'commit_many_turns'],
    ]);
  });

  it('are committed alone with a key, and apart from turns without extras (turn/key-in-commit)', async () => {
    const [first, keyed, full] = await makeThreadTurns(['a', 'b', 'c']);
    const [short, other] = await makeTurns(['d', 'e']);
    if (!first?.extras || !keyed?.extras || !full || !short || !other) throw new Error('there are too few');
    keyed.extras = { ...keyed.extras, idempotencyKey: 'unknown' };
    const { committed, statements } = await commitAll([first, keyed, full, short, other]);
    expect(committed).toEqual([true, false, true, true, true]);
    expect(statements.toSorted()).toEqual([
      'commit_full_turn',
      'commit_full_turn',
      'commit_full_turn',
      'commit_many_short_turns',
    ]);
  });
});

/** The commits of second turns, which are not written, of threads with webhooks. */
async function makeThreadTurns(texts: readonly string[]): Promise<TurnCommit[]> {
  const { db, ids } = testEnv.platform;
  const channel = { id: ids.uuid(Date.now()), orgId: testEnv.orgId, kind: 'flowrest' as const, name: 'Test' };
  await db.prisma.channel.create({ data: { ...channel, flowId, webhookUrl: 'http://127.0.0.1:9/' } });
  const send = (of: ServiceContext, externalId: string, text: string) => {
    const lines = [{ content: { type: 'text' as const, text }, text }];
    return sendToThread(of, {
      channelId: channel.id,
      externalId,
      entries: [{ type: 'visitor', lines }],
      waitMs: 0,
    });
  };
  return Promise.all(
    texts.map(async (text) => {
      await send(ctx, text, 'hello');
      const made: TurnCommit[] = [];
      const turns = { commit: async (commit: TurnCommit) => made.push(commit) > 0 };
      await send({ ...ctx, sessions: { ...ctx.sessions, turns } }, text, text);
      const [commit] = made;
      if (!commit) throw new Error('no turn was made');
      return commit;
    }),
  );
}

function listDeliveries({ session, turns }: TurnCommit) {
  const where = { sessionId: session.id, turnNo: turns[0]?.no ?? 0 };
  return testEnv.platform.db.prisma.delivery.findMany({
    where,
    select: { id: true, body: true },
    orderBy: { no: 'asc' },
  });
}

/** Adds a call, a timer and an arrival to a session. */
async function waitFor({ session: { orgId, id: sessionId } }: TurnCommit): Promise<void> {
  const { prisma } = testEnv.platform.db;
  const at = new Date(Date.now() + LIFE_MS);
  const lease = { attempts: 1, leasedBy: 'another', leaseUntil: at };
  await prisma.effect.create({
    data: { orgId, sessionId, key: '1:0', request: {}, ...lease, createdAt: at },
  });
  await prisma.timer.create({ data: { orgId, sessionId, key: 'later', dueAt: at } });
  const eventId = ctx.ids.uuid(at.getTime());
  const data = { orgId, sessionId, eventId, name: 'event', payload: {}, leaseUntil: at, createdAt: at };
  await prisma.eventArrival.create({ data });
}

async function countWaits({ session: { id: sessionId } }: TurnCommit): Promise<number> {
  const { prisma } = testEnv.platform.db;
  const where = { sessionId };
  const counts = [prisma.effect.count({ where }), prisma.timer.count({ where })];
  return (await Promise.all([...counts, prisma.eventArrival.count({ where })])).reduce(
    (sum, n) => sum + n,
    0,
  );
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|\+00(?::00)?)?|\b1\d{12}\b/g;

/** Everything that is stored of a session, without ids and times. */
async function readRows(sessionId: string): Promise<string> {
  const { rows } = await testEnv.platform.db.pool.query(
    `SELECT to_json(s) AS session, (SELECT json_agg(t ORDER BY t.no) FROM turns t WHERE t.session_id = s.id) AS turns
     FROM sessions s WHERE s.id = $1`,
    [sessionId],
  );
  const turns = await listTurns(ctx, { sessionId, afterNo: 0, limit: 9 });
  const messages = await listMessages(ctx, { sessionId, afterSeq: 0, limit: 9 });
  return JSON.stringify({ rows, turns, messages }).replace(UUID, 'id').replace(TIME, 'time');
}
