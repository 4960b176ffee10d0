import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { migrateDatabase } from './migrate';
import { listMigrationNames } from './migration-files';

const MIGRATIONS = 'prisma/migrations';
const BEFORE = '20261130081500_session_indexes';

const [ORG, SESSION, OTHER, INPUT] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const AT = '2026-11-01T10:00:00.123+00:00';
const SAID = 'Grüße "in" \\ quotes\u2028\u007f\n😀';

type Turn = { session_id: string; no: number; first_seq: number; event: object };
type Message = { session_id: string; seq: number; turn_no: number; direction: string; content: string } & {
  id?: string;
  kind?: string;
  input_id?: string;
  node_id?: string;
};

const TURNS: Turn[] = [
  { session_id: SESSION, no: 1, first_seq: 1, event: { type: 'started', inputId: INPUT } },
  { session_id: SESSION, no: 2, first_seq: 3, event: { type: 'message', inputId: INPUT, text: SAID } },
  { session_id: SESSION, no: 3, first_seq: 9, event: { type: 'choice', inputId: INPUT, value: 'a' } },
  { session_id: SESSION, no: 4, first_seq: 20, event: { type: 'timer.fired' } },
  { session_id: OTHER, no: 1, first_seq: 1, event: { type: 'started' } },
];

const plain = (text: string, more = '') => {
  const said = JSON.stringify(text);
  return `{"content":{"type":"text","text":${said}},"text":${said}${more}}`;
};

const MESSAGES: Message[] = [
  { ...of(1, 1, 'outbound', plain('Hi')), input_id: INPUT, node_id: 'a' },
  // A text in another form than the product writes.
  { ...of(2, 1, 'outbound', `{"content": {"type": "text", "text": "Hi"}, "text": "Hi"}`), node_id: 'b' },
  { ...of(3, 2, 'inbound', plain(SAID)), id: INPUT, input_id: INPUT },
  { ...of(4, 2, 'outbound', plain(`You: ${SAID}`, ',"expected":{"b":1.50,"a":[1,2]},"direct":true')) },
  { ...of(5, 2, 'inbound', plain(SAID, ',"externalId":"x-1"')), input_id: INPUT },
  { ...of(9, 3, 'inbound', plain('a')), id: INPUT, input_id: INPUT },
  { ...of(10, 3, 'outbound', plain('')), kind: 'odd' },
  { ...of(11, 3, 'outbound', '{"content":{"type":"end","output":null},"text":""}'), kind: 'end' },
  // One that is not where the numbers say, as after a deletion by hand.
  { ...of(13, 3, 'outbound', '{"text":"x","content":{"z":1,"a":2}}'), kind: 'custom', input_id: INPUT },
  { ...of(20, 4, 'outbound', '{"content":{"type":"markdown","text":"**b**"},"text":"b"}'), kind: 'markdown' },
  { ...of(21, 4, 'outbound', '{}') },
];

function of(seq: number, turn_no: number, direction: string, content: string): Message {
  return { session_id: SESSION, seq, turn_no, direction, content };
}

const database = `messages_${randomUUID().replaceAll('-', '')}`;
let client: Client;
let url: string;

beforeEach(async () => {
  const { adminUrl } = inject('testPostgres');
  await asAdmin(`create database ${database}`);
  url = Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;
  client = new Client({ connectionString: url });
  await client.connect();
  await migrateUpToBefore();
  for (const turn of TURNS)
    await client.query(
      `INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at, usage)
       VALUES ($1, $2, $3, $4, '{ "steps": [] }', 'running', '{"set": {"b":1,"a":2}}', $5, $6, '{"model":"m"}')`,
      [ORG, turn.session_id, turn.no, JSON.stringify(turn.event), turn.first_seq, AT],
    );
  for (const { session_id, seq, turn_no, direction, content, ...more } of MESSAGES)
    await client.query(
      `INSERT INTO messages (org_id, session_id, seq, turn_no, direction, content, created_at, id, kind, input_id, node_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[ORG, session_id, seq, turn_no, direction, content, AT, more.id ?? randomUUID()],
        ...[more.kind ?? 'text', more.input_id ?? null, more.node_id ?? null],
      ],
    );
});
afterEach(async () => {
  await client.end();
  await asAdmin(`drop database ${database} with (force)`);
});

describe('20261130082000_messages_in_turns', () => {
  it('keeps every message and turn as it is, to the letter', async () => {
    const [messages, turns] = [await readMessages(), await readTurns()];
    await migrateDatabase(url, MIGRATIONS);
    expect(await readMessages()).toEqual(messages);
    expect(await readTurns()).toEqual(turns);
    expect(messages).toHaveLength(MESSAGES.length);
  });

  it('leaves out what the turn says', async () => {
    await migrateDatabase(url, MIGRATIONS);
    const { rows } = await client.query<{ messages: unknown }>(
      'SELECT messages FROM turns WHERE session_id = $1 AND no = 2',
      [SESSION],
    );
    expect(rows[0]?.messages).toEqual([
      { d: 1 },
      {
        ...{ i: expect.any(String), t: `You: ${SAID}`, r: '' },
        x: { expected: { b: 1.5, a: [1, 2] }, direct: true },
      },
      { i: expect.any(String), d: 1, x: { externalId: 'x-1' } },
    ]);
  });

  it('refuses messages without their turn, and leaves them', async () => {
    await client.query('DELETE FROM turns WHERE session_id = $1 AND no = 3', [SESSION]);
    await expect(migrateDatabase(url, MIGRATIONS)).rejects.toThrow('some messages have no turn');
    expect(await readMessages()).toHaveLength(MESSAGES.length);
  });
});

async function readMessages(): Promise<string[]> {
  const { rows } = await client.query<{ row: string }>(
    `SELECT row_to_json(m)::text AS row FROM (
       SELECT org_id, session_id, seq, id, turn_no, direction, kind, content::text, input_id, node_id, created_at FROM messages
       ORDER BY session_id, seq
     ) m`,
  );
  return rows.map(({ row }) => row);
}

async function readTurns(): Promise<string[]> {
  const { rows } = await client.query<{ row: string }>(
    `SELECT row_to_json(t)::text AS row FROM (
       SELECT org_id, session_id, no, event, trace, status, changes, first_seq, created_at, usage FROM turns
       ORDER BY session_id, no
     ) t`,
  );
  return rows.map(({ row }) => row);
}

async function migrateUpToBefore(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-past-'));
  for (const each of (await listMigrationNames(MIGRATIONS)).filter((migration) => migration <= BEFORE))
    await cp(path.join(MIGRATIONS, each), path.join(folder, each), { recursive: true });
  await migrateDatabase(url, folder);
  await rm(folder, { recursive: true });
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new Client({ connectionString: inject('testPostgres').adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
