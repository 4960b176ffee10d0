import type { QueryConfig } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addChannel } from '@/server/services/delivery/fixtures/channels';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAssignedSessionIds } from '../assignee-release/store';
import type { Database } from '../connection/client';
import { spreadDomainEvent } from '../domain-event/store';
import { listFlowActivity } from '../flow/activity';
import { countConversations } from '../inbox/counts';
import { listConversations } from '../inbox/list';
import { listThreadMessages } from '../thread/list';
import { countLiveSessions } from './count-live';
import { expireSessions } from './expire';
import { hasExternalId, listSessions } from './list';
import type { SessionFilter } from './list-places';
import {
  countLiveByStatus,
  listFailedSessions,
  listLongestHandovers,
  listLongestWaits,
  listSessionFlow,
} from './overview';
import { pruneSessions } from './prune';
import { findSession } from './store';

/*
 * Every index of sessions costs each start and each end of a session. A statement that needs a new one gets a line in
 * `SERVES`, after it was seen that none of these serves it.
 */

const COUNT = 12_000;

// The newest are live; sessions of channels, of people and of tests are few.
const SESSIONS = `
  INSERT INTO sessions
  SELECT made.* FROM sessions s, generate_series(1, ${COUNT}) n, LATERAL json_populate_record(s, json_build_object(
    'id', gen_random_uuid(), 'created_at', s.created_at - n * interval '1 minute', 'is_test', n % 100 = 7,
    'status', CASE WHEN n % 20 = 0 THEN 'awaiting_input' WHEN n % 90 = 1 THEN 'failed' ELSE 'completed' END,
    'finished_at', CASE WHEN n % 20 <> 0 THEN s.created_at - n * interval '1 minute' END, 'external_id', 'order-' || n,
    'flow_id', CASE WHEN n % 15 <> 0 THEN md5((n % 15)::text)::uuid ELSE s.flow_id END,
    'channel', CASE WHEN n % 5 = 0 THEN 'flowrest' ELSE 'api' END,
    'channel_id', CASE WHEN n % 5 = 0 THEN $2::uuid END,
    'thread_id', CASE WHEN n % 5 = 0 THEN md5((n % 400)::text)::uuid END,
    'waiting_since', CASE WHEN n % 200 = 0 THEN s.created_at END,
    'assignee_id', CASE WHEN n % 300 = 0 THEN $1::uuid END,
    'awaited_event', CASE WHEN n % 140 = 0 THEN 'paid' END,
    'handled_events', CASE WHEN n % 160 = 0 THEN ARRAY['paid'] END)) made WHERE s.org_id = $1`;

const THREADS = `
  INSERT INTO threads (org_id, id, channel_id, external_id, created_at, last_activity_at)
  SELECT $1, md5(n::text)::uuid, $2, 'person-' || n, now(), now() FROM generate_series(0, 399) n`;

let testEnv: TestEnv;
let flowId: string;
let channelId: string;
let sessionId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
  const { platform, orgId } = testEnv;
  const { pool } = platform.db;
  ({ flowId } = await addFlow(platform.db, orgId, ECHO));
  ({ channelId } = await addChannel(platform, orgId, { url: null }));
  ({
    session: { id: sessionId },
  } = await startSession(actIn(platform, orgId), { flowId }));
  await pool.query(THREADS, [orgId, channelId]);
  await pool.query(SESSIONS, [orgId, channelId]);
  // VACUUM marks pages as visible to all, which an index-only scan needs, only once the commits of their rows are flushed.
  await pool.query(
    'BEGIN; SET LOCAL synchronous_commit = on; UPDATE organizations SET retention_days = 1; COMMIT',
  );
  await pool.query('VACUUM ANALYZE sessions, threads, organizations');
});
afterAll(() => testEnv.close());

type Statement = (db: Database) => Promise<unknown>;

const at = new Date();
const hourAgo = new Date(at.getTime() - 3_600_000);
const key = () => ({ orgId: testEnv.orgId });
const list = (filter: () => SessionFilter) => (db: Database) =>
  listSessions(db, { ...key(), ...filter(), after: null, until: null, search: null, take: 51 });
const inbox = (queue: 'open' | 'closed' | 'waiting') => (db: Database) =>
  listConversations(db, {
    ...key(),
    userId: testEnv.orgId,
    queue,
    roomId: null,
    label: null,
    now: at,
    search: null,
    after: null,
    take: 51,
  });

/** Statements that each index serves. */
const SERVES: Record<string, Record<string, Statement>> = {
  sessions_pkey: { 'reads one': (db) => findSession(db, { ...key(), sessionId }) },
  sessions_status_idx: {
    'lists all': list(() => ({})),
    'lists those with a status': list(() => ({ status: ['failed', 'awaiting_input'] })),
    'counts live ones by status': (db) => countLiveByStatus(db, { ...key(), now: at }),
    'lists the longest handovers': (db) => listLongestHandovers(db, { ...key(), now: at, limit: 5 }),
  },
  sessions_flow_idx: {
    'lists those of a flow': list(() => ({ flowId })),
    'counts live ones by version': (db) => countLiveSessions(db, { ...key(), flowId }),
    'counts live ones of flows': (db) => listFlowActivity(db, { ...key(), flowIds: [flowId] }),
  },
  sessions_channel_idx: {
    'lists those of a channel': list(() => ({ channelId })),
    'lists those with the name of a channel': list(() => ({ channel: 'web' })),
    'lists those of a kind of channels': list(() => ({ channel: 'flowrest' })),
  },
  sessions_test_idx: { 'lists test sessions': list(() => ({ isTest: true })) },
  sessions_waiting_list_idx: { 'lists those that wait for a person': list(() => ({ waiting: true })) },
  sessions_external_id_idx: {
    'finds an external id': (db) => hasExternalId(db, { ...key(), externalId: 'order-5' }),
  },
  sessions_thread_idx: {
    'lists a thread’s messages': (db) =>
      listThreadMessages(db, { ...key(), threadId: sessionId, limit: 9, offset: 0 }),
  },
  sessions_conversations_idx: {
    'lists open conversations': inbox('open'),
    'lists closed conversations': inbox('closed'),
    'counts conversations': (db) => countConversations(db, { ...key(), userId: testEnv.orgId, now: at }),
  },
  sessions_waiting_idx: {
    'lists waiting conversations': inbox('waiting'),
    'lists the longest waits': (db) => listLongestWaits(db, { ...key(), limit: 5 }),
  },
  sessions_assignee_idx: {
    'lists those assigned to a person': (db) =>
      listAssignedSessionIds(db, { ...key(), userId: testEnv.orgId, limit: 9 }),
  },
  sessions_awaited_event_idx: {
    'finds those that wait for an event': (db) =>
      db.transaction((tx) =>
        spreadDomainEvent(tx, { ...key(), id: sessionId, now: at, eventDepth: 1, environment: null }),
      ),
  },
  sessions_handled_events_idx: {
    'finds those whose handlers take an event': (db) =>
      db.transaction((tx) =>
        spreadDomainEvent(tx, { ...key(), id: sessionId, now: at, eventDepth: 1, environment: null }),
      ),
  },
  sessions_expiry_idx: { 'finds overdue ones': (db) => expireSessions(db, { now: at, limit: 9 }) },
  sessions_finished_by_status_idx: {
    'lists failed ones': (db) => listFailedSessions(db, { ...key(), since: hourAgo, limit: 5 }),
    'counts starts and ends by minute': (db) => listSessionFlow(db, { ...key(), since: hourAgo, now: at }),
    'finds those that are kept no longer': (db) => pruneSessions(db, { ...key(), before: at, limit: 9 }),
  },
};

const SERVED = Object.entries(SERVES).flatMap(([index, statements]) =>
  Object.entries(statements).map(([name, statement]) => ({ index, name, statement })),
);

it.each(SERVED)('$index $name', async ({ index, statement }) => {
  expect((await explain(await record(statement))).join('\n')).toMatch(
    new RegExp(`using ${index}|on ${index}`),
  );
});

const COUNTS = SERVED.filter(({ name }) => name.startsWith('counts live'));

it.each(COUNTS)('$index alone $name', async ({ index, statement }) => {
  expect((await explain(await record(statement))).join('\n')).toContain(`Index Only Scan using ${index}`);
});

it('sessions have no index besides these', async () => {
  const { rows } = await testEnv.platform.db.pool.query<{ name: string }>(
    `SELECT indexname "name" FROM pg_indexes WHERE tablename = 'sessions'`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(SERVES).sort());
});

/** Returns the statements that `send` sends, to a database that has one row of everything. */
async function record(send: Statement): Promise<QueryConfig<unknown[]>[]> {
  const sent: QueryConfig<unknown[]>[] = [];
  const ended = { turn_no: 2, message_count: 1, status: 'expired', finished_at: at };
  const row = {
    ...ended,
    org_id: testEnv.orgId,
    id: sessionId,
    name: 'paid',
    sourceId: null,
    count: 0,
    total: 0,
    state: { frames: [] },
  };
  const query = async (statement: QueryConfig<unknown[]>) => {
    sent.push(statement);
    return { rows: [row], rowCount: 1 };
  };
  const db = { pool: { query }, transaction: (work: Statement) => work(db) } as unknown as Database;
  await send(db);
  return sent;
}

async function explain(statements: QueryConfig<unknown[]>[]): Promise<string[]> {
  const client = await testEnv.platform.db.pool.connect();
  try {
    await client.query('SET enable_seqscan = off');
    const lines: string[] = [];
    for (const { text, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      lines.push(...rows.map((row) => row['QUERY PLAN']));
    }
    return lines;
  } finally {
    await client.query('RESET enable_seqscan');
    client.release();
  }
}
