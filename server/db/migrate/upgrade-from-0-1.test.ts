import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrateDatabase } from './migrate';
import { listMigrationNames } from './migration-files';

const MIGRATIONS = 'prisma/migrations';
const LAST_OF_0_1 = '20261129190000_test_sessions';
const LAST_OF_0_2 = '20261129212251_words_and_plain_sql';

/** A row of every table that the migration to 0.2 changes; `uuid(n)` names the same thing everywhere. */
const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ORG, USER, ROOM, CHANNEL, FLOW, VERSION, COPY, THREAD, SESSION] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
  uuid,
);
const [DELIVERY, KEY, EVENT] = [10, 11, 12].map(uuid);
const AT = '2026-11-01T10:00:00+00:00';

const ROWS: Record<string, object[]> = {
  organizations: [{ id: ORG, slug: 'acme', name: 'Acme' }],
  users: [{ id: USER, email: 'ada@example.test', name: 'Ada' }],
  members: ['owner'].map((role) => ({ org_id: ORG, user_id: USER, role })),
  invitations: ['agent', 'viewer'].map((role, n) => ({
    ...{ org_id: ORG, id: uuid(20 + n), email: 'b@example.test', role, expires_at: AT },
    token_hash: `\\x0${n}`,
  })),
  sign_ins: [
    {
      ...{ id: uuid(30), user_id: USER, org_id: ORG, credentials_rev: 1, method: 'password' },
      ...{ authenticated_at: AT, last_seen_at: AT, expires_at: AT },
    },
  ],
  user_identities: [{ issuer: 'https://id.example.test', subject: 'ada', user_id: USER, created_at: AT }],
  password_resets: [
    { token_hash: '\\x01', user_id: USER, credentials_rev: 1, created_at: AT, expires_at: AT },
  ],
  factors: [{ user_id: USER, sealed: 'v2.x.y', created_at: AT }],
  recovery_codes: [{ user_id: USER, code_hash: '\\x01' }],
  sign_in_tries: [{ subject: '\\x01', count: 2, ends_at: AT }],
  canned_replies: [{ org_id: ORG, id: uuid(31), title: 'Hello', text: 'Hello there' }],
  model_prices: [{ org_id: ORG, model: 'gpt', prompt_micros: 1, completion_micros: 2 }],
  flows: [{ org_id: ORG, id: FLOW, slug: 'echo', name: 'Echo', draft: { b: 1, a: 2 } }],
  flow_versions: [
    { org_id: ORG, id: VERSION, flow_id: FLOW, kind: 'published', number: 1, definition: { b: 1, a: 2 } },
    { org_id: ORG, id: COPY, flow_id: FLOW, kind: 'trial', definition: {} },
  ],
  flow_triggers: ['intent', 'event', 'form'].map((type) => ({
    ...{ org_id: ORG, flow_id: FLOW, type, name: 'buy', version_id: VERSION, trigger: { type } },
  })),
  rooms: ['flow', 'suggestions', 'people'].map((mode, n) => ({
    ...{ org_id: ORG, id: n === 0 ? ROOM : uuid(40 + n), name: mode, mode, flow_id: FLOW },
  })),
  channels: ['umi', 'chat', 'flowrest'].map((kind, n) => ({
    ...{ org_id: ORG, id: n === 0 ? CHANNEL : uuid(50 + n), kind, name: kind, room_id: ROOM },
    webhook_schedule: n === 0 ? 'long' : 'vendor',
  })),
  api_keys: [
    {
      ...{ org_id: ORG, id: KEY, name: 'Key', prefix: 'p', last_four: 'last', secret_hash: '\\x01' },
      ...{ scopes: ['flows:read'], channel_id: CHANNEL },
    },
  ],
  threads: [
    {
      ...{ org_id: ORG, id: THREAD, channel_id: CHANNEL, external_id: 'ada', session_id: SESSION },
      ...{ created_at: AT, last_activity_at: AT },
    },
  ],
  sessions: [
    {
      ...{
        org_id: ORG,
        id: SESSION,
        flow_id: FLOW,
        version_id: VERSION,
        status: 'awaiting_input',
        trial: false,
      },
      ...{ state: { z: 1, a: 2 }, turn_no: 2, message_count: 1, created_at: AT, last_activity_at: AT },
      ...{ channel_id: CHANNEL, thread_id: THREAD, room_id: ROOM, pause_no: 2, pause_ms: 60_000, hops: 3 },
      direct: { inputId: uuid(60), until: 1 },
    },
    {
      ...{ org_id: ORG, id: uuid(61), flow_id: FLOW, version_id: COPY, status: 'failed', trial: true },
      ...{ state: {}, turn_no: 1, message_count: 0, created_at: AT, last_activity_at: AT, finished_at: AT },
    },
  ],
  session_reads: [{ org_id: ORG, user_id: USER, session_id: SESSION, seq: 1, at: AT }],
  suggestions: [
    {
      org_id: ORG,
      id: uuid(62),
      session_id: SESSION,
      turn_no: 1,
      text: 'Yes',
      flow_id: FLOW,
      created_at: AT,
    },
  ],
  turns: ['awaiting_input', 'completed', 'expired'].map((status, n) => ({
    ...{ org_id: ORG, session_id: SESSION, no: n + 1, event: { type: 'started' }, trace: {}, status },
    ...{ changes: { moved: true }, first_seq: 1, created_at: AT },
  })),
  messages: ['inbound', 'outbound'].map((direction, n) => ({
    ...{
      org_id: ORG,
      session_id: SESSION,
      seq: n + 1,
      id: uuid(70 + n),
      turn_no: 1,
      direction,
      kind: 'text',
    },
    ...{ content: { text: 'hi', direct: true }, created_at: AT },
  })),
  effects: [
    {
      ...{ org_id: ORG, session_id: SESSION, key: '1:0', request: {}, attempts: 1 },
      ...{ leased_by: 'p', lease_until: AT, created_at: AT },
    },
  ],
  timers: [{ org_id: ORG, session_id: SESSION, key: 'wait', due_at: AT }],
  domain_events: [{ org_id: ORG, id: EVENT, name: 'paid', payload: {}, spread_at: AT, created_at: AT }],
  event_arrivals: [
    {
      ...{ org_id: ORG, session_id: SESSION, event_id: EVENT, name: 'paid', payload: { a: 1 } },
      ...{ hops: 4, created_at: AT },
    },
  ],
  delivery_lanes: [{ org_id: ORG, id: THREAD, channel_id: CHANNEL, due_at: AT }],
  deliveries: ['pending', 'delivered', 'dead'].map((status, n) => ({
    ...{
      org_id: ORG,
      id: n === 0 ? DELIVERY : uuid(80 + n),
      no: n + 1,
      lane_id: THREAD,
      channel_id: CHANNEL,
    },
    ...{ session_id: SESSION, turn_no: 1, event: 'replied', body: '{}', status, created_at: AT },
  })),
  delivery_attempts: [
    {
      ...{ org_id: ORG, delivery_id: DELIVERY, channel_id: CHANNEL, no: 1, url: 'https://x.example.test/' },
      ...{ started_at: AT, duration_ms: 5, status: 500 },
    },
  ],
  idempotency_records: ['running', 'applied', 'done'].map((status) => ({
    ...{ org_id: ORG, key: status, request_hash: '\\x01', status },
    ...{ lease_until: AT, created_at: AT, expires_at: AT },
  })),
};

/** The new names of tables and columns, and of a version's kind. */
const TABLES: Record<string, string> = {
  delivery_lanes: 'delivery_queues',
  sign_in_tries: 'sign_in_attempts',
};
const COLUMNS: Record<string, Record<string, string>> = {
  deliveries: { lane_id: 'queue_id' },
  domain_events: { spread_at: 'fanned_out_at' },
  event_arrivals: { hops: 'event_depth' },
  sessions: {
    ...{ trial: 'is_test', direct: 'sync_reply', pause_no: 'wait_turn_no' },
    ...{ pause_ms: 'wait_timeout_ms', hops: 'event_depth' },
  },
};

const name = `upgrade_${randomUUID().replaceAll('-', '')}`;
let client: Client;
let databaseUrl: string;
let before: Map<string, string[]>;

beforeAll(async () => {
  const { adminUrl } = inject('testPostgres');
  await asAdmin(adminUrl, `create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  databaseUrl = url.href;
  client = new Client({ connectionString: url.href });
  await client.connect();
  await migrateUpTo(url.href, LAST_OF_0_1);
  await client.query('set session_replication_role = replica');
  for (const [table, rows] of Object.entries(ROWS)) for (const row of rows) await insert(table, row);
  before = await readAll(Object.keys(ROWS));
  await migrateUpTo(url.href, LAST_OF_0_2);
});
afterAll(async () => {
  await client.end();
  await asAdmin(inject('testPostgres').adminUrl, `drop database ${name} with (force)`);
});

describe('a database of 0.1', () => {
  it.each(Object.keys(ROWS))('keeps its rows of %s', async (table) => {
    const renamed = TABLES[table] ?? table;
    const after = await readAll([renamed]);
    const expected = (before.get(table) ?? []).map((row) => rename(table, row));
    expect(expected).toHaveLength(ROWS[table]?.length ?? 0);
    expect(after.get(renamed)).toEqual(expected);
  });

  it('refuses values that no check allows', async () => {
    const write = client.query(`UPDATE sessions SET status = 'asleep'`);
    await expect(write).rejects.toMatchObject({ code: '23514', constraint: 'sessions_status_check' });
  });

  it('accepts every later migration too', async () => {
    await migrateDatabase(databaseUrl, MIGRATIONS);
    expect(await migrateDatabase(databaseUrl, MIGRATIONS)).toEqual([]);
  });
});

/** A row as the text that PostgreSQL makes of it, so that the order of JSON keys counts too. */
async function readAll(tables: string[]): Promise<Map<string, string[]>> {
  const read = new Map<string, string[]>();
  for (const table of tables) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM "${table}" t`,
    );
    read.set(table, rows.map(({ row }) => row).sort());
  }
  return read;
}

function rename(table: string, row: string): string {
  const columns = Object.entries(COLUMNS[table] ?? {});
  const named = columns.reduce((text, [from, to]) => text.replace(`"${from}":`, `"${to}":`), row);
  return table === 'flow_versions' ? named.replace('"kind":"trial"', '"kind":"test"') : named;
}

async function insert(table: string, row: object): Promise<void> {
  const columns = Object.keys(row);
  await client.query(
    `INSERT INTO "${table}" (${columns.join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${columns.join(', ')} FROM json_populate_record(null::"${table}", $1::json)`,
    [JSON.stringify(row)],
  );
}

async function migrateUpTo(url: string, last: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-past-'));
  for (const each of (await listMigrationNames(MIGRATIONS)).filter((migration) => migration <= last))
    await cp(path.join(MIGRATIONS, each), path.join(folder, each), { recursive: true });
  await migrateDatabase(url, folder);
  await rm(folder, { recursive: true });
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
