import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { SessionRow } from '../session/row';
import { findSession, listSessionsByKeys } from '../session/store';
import { listTurnNumbers } from '../session/turn-numbers';
import { commitTurn } from './commit';
import { commitManyShortTurns, commitManyTurns } from './commit-many';
import { NO_EXTRAS, type TurnCommit } from './turn-commit';

/*
 * Each connection plans these statements once. A process begins with an empty database, and that plan has to be right when there
 * are a million sessions.
 */

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv({ poolSize: 1 });
});
afterAll(() => testEnv.close());

const ID = '01a22b45-790c-7322-952d-337a251e9b4a';
const at = new Date();
const session = { id: ID, orgId: ID, turnNo: 2, lastActivityAt: at } as SessionRow;
const commit: TurnCommit = {
  ...{ session, beforeTurn: 1, beforeSyncReply: null, stateText: '{}', processId: 'test' },
  ...{ turns: [], messages: [], extras: null, pointers: null },
};
const last = { ...commit, session: { ...session, finishedAt: at } };

type Db = TestEnv['platform']['db'];

it.each<[string, (db: Db) => Promise<unknown>]>([
  ['the read of a turn', (db) => findSession(db, { orgId: ID, sessionId: ID })],
  ['the reads of several turns', (db) => listSessionsByKeys(db, [{ orgId: ID, sessionId: ID }])],
  [
    'a poll of watched sessions',
    (db) => listTurnNumbers(db, [{ orgId: ID, id: ID, turnNo: 1, partialAt: 0 }]),
  ],
  ['a turn', (db) => commitTurn(db, commit)],
  ['a last turn', (db) => commitTurn(db, last)],
  ['a turn with extras', (db) => commitTurn(db, { ...commit, extras: NO_EXTRAS })],
  ['several turns', (db) => commitManyShortTurns(db, [commit])],
  ['several turns, a last one among them', (db) => commitManyShortTurns(db, [last])],
  ['several turns with extras', (db) => commitManyTurns(db, [commit])],
])('finds a session by its key in a database that was never analyzed: %s', async (_, send) => {
  const { pool } = testEnv.platform.db;
  const query = vi.spyOn(pool, 'query').mockImplementationOnce(async () => ({ rows: [] }));
  await send(testEnv.platform.db);
  const statement = query.mock.calls[0]?.[0];
  query.mockRestore();
  const { rows } = await pool.query(`EXPLAIN (GENERIC_PLAN) ${Reflect.get(Object(statement), 'text')}`);
  const scans = rows
    .map((row) => row['QUERY PLAN'])
    .filter((line) => / on sessions /.test(line) && /Scan/.test(line));
  expect(scans.length).toBeGreaterThan(0);
  for (const scan of scans) expect(scan).toContain('Index Scan using sessions_pkey on sessions');
});
