import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { startError } from '@/server/shared/start-error';
import { withClient } from '../connection/with-client';
import { type Migration, readMigrations } from './migration-files';
import { splitStatements } from './split-statements';

/*
 * Applies the migrations of a folder and records them where Prisma's own tools look.
 *
 * migrate/all-or-nothing  A migration and its record are one transaction: a process killed at any point leaves all of it
 *    or nothing.
 * migrate/one-at-a-time  Any number of processes may migrate at once: one applies, the others wait and find nothing left.
 * migrate/never-edited  A migration that was changed after it was applied is refused.
 */

/** The advisory lock that a process holds while it changes the schema. */
export const MIGRATION_LOCK = 7_217_002;

// Prisma's table, column for column, so that either of us can take over from the other.
const CREATE_RECORDS = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

// Statements are sent one by one, because Citus passes on the complete text that a change of a table came in.
// Citus refuses some changes of a table in a transaction that changed rows on several nodes at once. Without Citus the setting
// has no effect.
const ON_ONE_NODE_AFTER_THE_OTHER = `set local citus.multi_shard_modify_mode to 'sequential'`;

// Looks at what was applied end after this time; migrations and the wait for another process's take as long as they need.
const LOOK_MS = 10_000;

/** Brings a database to the newest migration of a folder and returns the names it applied; two queries when there are none. */
export async function migrateDatabase(url: string, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const look = { connectionString: url, query_timeout: LOOK_MS };
  const isDone = await withClient(
    look,
    async (client) => (await listPending(client, migrations)).length === 0,
  );
  if (isDone) return [];
  return withClient({ connectionString: url, keepAlive: true }, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const pending = await listPending(client, migrations);
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map(({ name }) => name);
  });
}

async function listPending(client: Client, migrations: Migration[]): Promise<Migration[]> {
  const applied = await readApplied(client);
  return migrations.filter(({ name, sql }) => {
    const checksum = applied.get(name);
    if (checksum && checksum !== toChecksum(sql)) {
      throw startError(`Migration ${name} was changed after this database had applied it.`);
    }
    return !checksum;
  });
}

async function readApplied(client: Client): Promise<Map<string, string>> {
  const { rows: found } = await client.query(
    "select to_regclass('_prisma_migrations') is not null as exists",
  );
  if (!found[0].exists) return new Map();
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function applyMigration(client: Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(ON_ONE_NODE_AFTER_THE_OTHER);
    await client.query(CREATE_RECORDS);
    for (const statement of splitStatements(sql)) await client.query(statement);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), toChecksum(sql), name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw startError(`Migration ${name} failed, and nothing of it was kept: ${reason}.`, error);
  }
}

function toChecksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}
