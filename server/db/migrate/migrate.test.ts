import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSchemaDifference } from '@/server/tools/schema/schema-difference';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { migrateDatabase } from './migrate';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'parley-migrations-'));
  await cp('prisma/migrations', folder, { recursive: true });
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('migrateDatabase', () => {
  it('applies what is new, in order, once', async () => {
    await addMigration('29990101000000_one', 'create table one (id int); -- a remark; with a semicolon');
    await addMigration('29990101000001_two', 'alter table one add column extra text');
    expect(await migrateDatabase(database.url, folder)).toEqual(['29990101000000_one', '29990101000001_two']);
    expect(await migrateDatabase(database.url, folder)).toEqual([]);
  });

  it('leaves nothing of a migration that fails (migrate/all-or-nothing)', async () => {
    await addMigration('29990101000000_half', 'create table half (id int); select nonsense');
    await expect(migrateDatabase(database.url, folder)).rejects.toThrow(
      /29990101000000_half failed, and nothing of it was kept: .*nonsense/,
    );
    expect(await query("select to_regclass('half') as found")).toEqual([{ found: null }]);
    await addMigration('29990101000000_half', 'create table half (id int)');
    expect(await migrateDatabase(database.url, folder)).toEqual(['29990101000000_half']);
  });

  it('lets many processes migrate at once (migrate/one-at-a-time)', async () => {
    await addMigration('29990101000000_slow', 'create table slow (id int); select pg_sleep(0.2)');
    const all = await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(database.url, folder)));
    expect(all.flat()).toEqual(['29990101000000_slow']);
  });

  it('refuses a migration changed after it was applied (migrate/never-edited)', async () => {
    await addMigration('29990101000000_one', 'create table one (id int)');
    await migrateDatabase(database.url, folder);
    await addMigration('29990101000000_one', 'create table one (id bigint)');
    await expect(migrateDatabase(database.url, folder)).rejects.toThrow('was changed after');
  });
});

describe('the migrations', () => {
  it('lead to the schema', async () => {
    const { sql } = await findSchemaDifference(database.url, 'prisma/schema', 'prisma/migrations');
    expect(sql, 'run npm run migrate:new').toBeNull();
  });

  it('make the tables, columns and foreign keys that the schema describes', async () => {
    const { sql } = await findSchemaDifference(database.url, 'prisma/schema', path.join(folder, 'none'));
    const described = await openTestDatabase();
    await execute(described.url, `DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${sql}`);
    expect(await readShape(database.url)).toEqual(await readShape(described.url));
    await described.drop();
  });

  it('differ from a schema that was changed', async () => {
    const changed = path.join(folder, 'schema');
    await cp('prisma/schema', changed, { recursive: true });
    const extra = 'model Extra {\n  id String @id\n}\n';
    await writeFile(path.join(changed, 'zzz.prisma'), extra);
    const { sql, snapshot } = await findSchemaDifference(database.url, changed, 'prisma/migrations');
    expect(sql).toContain('CREATE TABLE "Extra"');
    expect(snapshot).toContain(extra);
    expect(await readFile('prisma/migrations/migration_lock.toml', 'utf8')).toContain('postgresql');
  });
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

// By hand in the migrations, for Prisma's views are a preview.
const VIEW = 'messages';

async function readShape(url: string): Promise<unknown[]> {
  const columns = await execute(
    url,
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name NOT LIKE '\\_prisma%' AND table_name <> '${VIEW}' ORDER BY 1, 2`,
  );
  const keys = await execute(
    url,
    `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE contype IN ('p', 'f') AND conrelid::regclass::text NOT LIKE '\\_prisma%'
     ORDER BY 1`,
  );
  return [...columns, ...keys];
}

const query = (text: string): Promise<unknown[]> => execute(database.url, text);

async function execute(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
