import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@/server/db/connection/client';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestFlow,
} from '@/server/tools/test/platform';
import { statementsOf } from '@/server/tools/test/statements-of';
import type { ServiceContext } from '../../context';
import { ECHO } from '../fixtures/flows';
import { getSession } from '../get-session';
import { listMessages } from '../list-messages';
import { listTurns } from '../list-turns';
import { sendInput } from '../send-input';
import { startSession } from '../start-session';
import { createStartBatcher } from './start-batcher';

const UNIQUE_VIOLATION = '23505';

let testEnv: TestEnv;
let ctx: ServiceContext;
let echo: TestFlow;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
});
afterAll(() => testEnv.close());

/** The commit of a start, which is not written. */
async function makeStart(of: ServiceContext, flowId: string): Promise<TurnCommit> {
  const made: TurnCommit[] = [];
  const starts = { commit: async (commit: TurnCommit) => made.push(commit) > 0 };
  await startSession(
    { ...of, sessions: { ...of.sessions, starts } },
    { flowId, variables: { said: 'given' } },
  );
  const [commit] = made;
  if (!commit) throw new Error('the start was not to be kept');
  return commit;
}

const makeStarts = (count: number): Promise<TurnCommit[]> =>
  Promise.all(Array.from({ length: count }, () => makeStart(ctx, echo.flowId)));

const openBatcher = () => createStartBatcher(testEnv.platform.db, { concurrency: 1, maxItems: 8 });

const TOGETHER = ['commit_plain_start', 'commit_many_starts'];

/** Commits the first start alone and the others with one statement. */
async function commitTogether(starts: readonly TurnCommit[], expected = TOGETHER): Promise<boolean[]> {
  const kept: boolean[] = [];
  const { commit } = openBatcher();
  const asked = await statementsOf(testEnv.platform.db.pool, async () => {
    for (const start of starts.slice(0, 1)) kept.push(await commit(start));
    kept.push(...(await Promise.all(starts.slice(1).map(commit))));
  });
  expect(asked).toEqual(expected);
  return kept;
}

const find = (of: ServiceContext, { session }: TurnCommit) => getSession(of, { sessionId: session.id });

describe('starts that arrive together', () => {
  it('are committed together at the same time or behind a running one (starts/no-waiting)', async () => {
    const starts = await makeStarts(12);
    const { commit } = openBatcher();
    const asked = await statementsOf(testEnv.platform.db.pool, async () => {
      expect(await Promise.all(starts.map(commit))).toEqual(starts.map(() => true));
    });
    expect(asked).toEqual(['commit_many_starts', 'commit_many_starts']);
    for (const start of starts) expect((await find(ctx, start)).turnNo).toBe(1);
  });

  it('write the same rows as single starts', async () => {
    const starts = await makeStarts(3);
    await commitTogether(starts);
    const [alone, ...together] = await Promise.all(
      starts.map(async ({ session: { id: sessionId } }) => ({
        session: await getSession(ctx, { sessionId }),
        turns: await listTurns(ctx, { sessionId, afterNo: 0, limit: 9 }),
        messages: await listMessages(ctx, { sessionId, afterSeq: 0, limit: 9 }),
        stored: await testEnv.platform.db.pool.query(
          `SELECT s.state::text, s.metadata::text, s.sync_reply::text, s.expires_at > now() "lives", t.changes::text
           FROM sessions s JOIN turns t ON t.org_id = s.org_id AND t.session_id = s.id WHERE s.id = $1`,
          [sessionId],
        ),
      })),
    );
    expect(alone?.session).toMatchObject({ variables: { said: 'given' }, messageCount: 1 });
    for (const each of together) expect(blank(each)).toBe(blank(alone));
  });

  it('start sessions that take further turns', async () => {
    const starts = await makeStarts(3);
    await commitTogether(starts);
    const sessionId = starts.at(-1)?.session.id ?? '';
    const { messages } = await sendInput(ctx, { sessionId, input: { type: 'text', text: 'hello' } });
    expect(messages.map(({ text }) => text)).toEqual(['You said: hello', 'Say something.']);
  });

  it('are refused alone: for an outdated version and for a taken id (starts/independent)', async () => {
    const [first, good, outdated, taken] = await makeStarts(4);
    if (!first || !good || !outdated || !taken) throw new Error('there are too few');
    // Another version was the published one when this one was chosen.
    outdated.pointers = { publishedVersionId: ctx.ids.uuid(0), environmentsRev: 0 };
    expect(await commitTogether([first, good, outdated])).toEqual([true, true, false]);
    taken.session = { ...taken.session, id: first.session.id };
    const [next, last] = await makeStarts(2);
    if (!next || !last) throw new Error('there are too few');
    const kept = await Promise.allSettled([next, taken, last].map(openBatcher().commit));
    expect(kept.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept[1]).toMatchObject({ reason: { code: UNIQUE_VIOLATION } });
    expect((await find(ctx, last)).turnNo).toBe(1);
    await expect(find(ctx, outdated)).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });

  it('belong to their own organization', async () => {
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const { flowId } = await addFlow(testEnv.platform.db, other.actor.orgId, ECHO);
    const [first, mine, theirs] = [...(await makeStarts(2)), await makeStart(other, flowId)];
    if (!first || !mine || !theirs) throw new Error('there are too few');
    // A flow of another organization is not published here.
    const stray = { ...theirs, session: { ...theirs.session, orgId: testEnv.orgId, id: ctx.ids.uuid(0) } };
    const { isDistributed } = testEnv.platform.db;
    const expected = isDistributed ? [...TOGETHER, 'commit_plain_start'] : TOGETHER;
    expect(await commitTogether([first, mine, theirs, stray], expected)).toEqual([true, true, true, false]);
    expect((await find(other, theirs)).flowId).toBe(flowId);
    await expect(find(ctx, theirs)).rejects.toMatchObject({ problem: { code: 'not_found' } });
    await expect(find(other, mine)).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });

  it('all fail while the database is unavailable', async () => {
    const starts = await makeStarts(3);
    const away = openDatabase('postgresql://nobody@127.0.0.1:1/none', { poolSize: 1 });
    const { commit } = createStartBatcher(away, { concurrency: 1, maxItems: 8 });
    const asked = await statementsOf(away.pool, async () => {
      const kept = await Promise.allSettled(starts.map(commit));
      expect(kept.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    });
    // No start is retried alone.
    expect(asked).toEqual(['commit_many_starts']);
    await away.close();
  });
});

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z|\b1\d{12}\b/g;

/** The stored rows without ids and times. */
function blank(value: unknown): string {
  return JSON.stringify(value).replace(UUID, 'id').replace(TIME, 'time');
}
