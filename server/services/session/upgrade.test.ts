import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { withClient } from '@/server/db/connection/with-client';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { listMigrationNames } from '@/server/db/migrate/migration-files';
import type { RecordedDatabase } from '@/server/tools/record-waiting-sessions';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestPlatform, type TestPlatform } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { fireDueTimers } from './effects/fire-due-timers';
import { takeOverCalls } from './effects/take-over-calls';
import { TIMER_SECONDS } from './fixtures/start-waiting-sessions';
import { getSession } from './get-session';
import { listMessages } from './list-messages';
import { type Input, sendInput } from './send-input';

/*
 * Sessions that wait during a migration continue after it. `fixtures/recorded` has the rows that earlier builds had written when
 * the migration in the file's name was their newest.
 */

const MIGRATIONS = 'prisma/migrations';
const BEFORE_TEST_SESSIONS = '20261129183227_reset_by_mail';
const RECORDED = path.resolve(import.meta.dirname, 'fixtures/recorded');
const recordings = readdirSync(RECORDED).map((file) => path.basename(file, '.json'));

it('has a recording before every migration since the first recorded one', async () => {
  const names = await listMigrationNames(MIGRATIONS);
  const first = names.findIndex((name) => recordings.includes(name));
  expect(recordings).toEqual(expect.arrayContaining(names.slice(first, -1)));
  expect(names).toEqual(expect.arrayContaining(recordings));
});

describe.each(recordings)('sessions started on %s', (migration) => {
  const database = `upgrade_${randomUUID().replaceAll('-', '')}`;
  const recorded = readRecording(migration);
  const { sessions } = recorded;
  let platform: TestPlatform;
  let clock: ManualClock;
  let ctx: ServiceContext;

  beforeAll(async () => {
    const url = await makeDatabase(database);
    await migrateUpTo(url, migration);
    await restore(url, recorded.tables);
    await migrateDatabase(url, MIGRATIONS);
    clock = createManualClock();
    platform = openTestPlatform(url, { clock });
    ctx = actIn(platform, recorded.orgId);
  });
  afterAll(async () => {
    await platform.close();
    await execute(inject('testPostgres').adminUrl, `drop database ${database} with (force)`);
  });

  const give = async (sessionId: string, input: Input): Promise<string[]> => {
    const { messages } = await sendInput(ctx, { sessionId, input });
    return toTexts(messages);
  };
  const listTexts = async (sessionId: string): Promise<string[]> => {
    const { items } = await listMessages(ctx, { sessionId, limit: 50 });
    return toTexts(items);
  };

  it('take the next input after the earlier messages', async () => {
    expect(await give(sessions.input, { type: 'text', text: 'second' })).toContain('You said: second');
    expect(await listTexts(sessions.input)).toEqual([
      ...['Say something.', 'first', 'You said: first'],
      ...['Say something.', 'second', 'You said: second', 'Say something.'],
    ]);
    expect((await getSession(ctx, { sessionId: sessions.input })).turnNo).toBe(3);
  });

  it('receive the event that they await', async () => {
    expect(await give(sessions.event, { type: 'event', name: 'order.paid', payload: { amount: 5 } })).toEqual(
      ['Paid 5.'],
    );
  });

  it('continue after a transfer', async () => {
    expect(await give(sessions.person, { type: 'transferResult', status: 'success' })).toEqual([
      'It went well.',
    ]);
  });

  it('continue when their timer fires', async () => {
    clock.advance(TIMER_SECONDS * 1000);
    expect(await fireDueTimers(platform, { limit: 5 })).toBe(1);
    expect(await listTexts(sessions.timer)).toEqual(['Time is over.']);
  });

  it('receive the response of a call whose process died', async () => {
    expect(await takeOverCalls(platform, { limit: 5 })).toBe(1);
    await expect.poll(() => listTexts(sessions.call)).toEqual(['Sorry.', 'Again?']);
  });
});

it('20261129190000_test_sessions calls the channel of test sessions "test", and no other', async () => {
  const database = `upgrade_${randomUUID().replaceAll('-', '')}`;
  const { tables, sessions } = readRecording(BEFORE_TEST_SESSIONS);
  const url = await makeDatabase(database);
  await migrateUpTo(url, BEFORE_TEST_SESSIONS);
  await restore(url, tables);
  await execute(
    url,
    ["UPDATE sessions SET channel = 'trial', trial = true WHERE id = $1", [sessions.input]],
    ["UPDATE sessions SET channel = 'trial' WHERE id = $1", [sessions.event]],
  );
  await migrateUpTo(url, '20261129190000_test_sessions');
  const channels = await withClient({ connectionString: url }, (client) =>
    client.query<{ id: string; channel: string }>('SELECT id, channel FROM sessions'),
  );
  expect(new Map(channels.rows.map(({ id, channel }) => [id, channel]))).toEqual(
    new Map([
      [sessions.input, 'test'],
      [sessions.event, 'trial'],
      [sessions.person, 'api'],
      [sessions.timer, 'api'],
      [sessions.call, 'api'],
    ]),
  );
  await execute(inject('testPostgres').adminUrl, `drop database ${database} with (force)`);
});

function readRecording(migration: string): RecordedDatabase {
  return JSON.parse(readFileSync(path.join(RECORDED, `${migration}.json`), 'utf8'));
}

/** The texts of the transcript; the last line of a closed session has none. */
function toTexts(messages: readonly { text: string }[]): string[] {
  return messages.flatMap(({ text }) => text || []);
}

async function makeDatabase(name: string): Promise<string> {
  const url = new URL(inject('testPostgres').adminUrl);
  await execute(url.href, `create database ${name}`);
  url.pathname = `/${name}`;
  return url.href;
}

/** Migrates an empty database to an earlier schema. */
async function migrateUpTo(url: string, last: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-past-'));
  const names = await listMigrationNames(MIGRATIONS);
  for (const name of names.filter((each) => each <= last))
    await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  expect((await migrateDatabase(url, folder)).at(-1)).toBe(last);
  await rm(folder, { recursive: true });
}

async function restore(url: string, tables: RecordedDatabase['tables']): Promise<void> {
  // Rows are inserted table by table, so foreign keys are not checked meanwhile.
  const statements = Object.entries(tables).map(([table, rows]): [string, unknown[]] => [
    `insert into "${table}" overriding system value
     select * from json_populate_recordset(null::"${table}", $1::json)`,
    [JSON.stringify(rows)],
  ]);
  await execute(url, ['set session_replication_role = replica', []], ...statements);
}

async function execute(url: string, ...statements: (string | [string, unknown[]])[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const each of statements) {
      const [text, values] = typeof each === 'string' ? [each, []] : each;
      await client.query(text, values);
    }
  } finally {
    await client.end();
  }
}
