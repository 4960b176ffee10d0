import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { readMigrations } from './migration-files';
import { splitStatements } from './split-statements';

/*
 * A PostgreSQL that is spread over machines keeps an organization's rows together by `org_id`. It can hold only what is
 * unique within an organization, and references within one; small tables such as people are copied to every machine.
 */

// Nobody's: people, how they sign in, and who tries to.
const SHARED = new Set([
  ...['_prisma_migrations', 'organizations', 'users', 'user_identities', 'sign_ins', 'sign_in_attempts'],
  ...['mails', 'password_resets', 'factors', 'recovery_codes'],
]);

const COLUMNS_OF = (keys: string, table: string) =>
  `array(SELECT a.attname::text FROM unnest(${keys}) k(n) JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.n)`;

const UNIQUE = `
  SELECT c.relname "table", i.relname "name", ${COLUMNS_OF('x.indkey::int[]', 'c.oid')} columns
  FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace AND x.indisunique`;

const FOREIGN = `
  SELECT conrelid::regclass::text "table", conname "name", confrelid::regclass::text "to",
    ${COLUMNS_OF('conkey', 'conrelid')} columns
  FROM pg_constraint WHERE contype = 'f'`;

// The migration with place_table(); npm run distribute places older tables.
const PLACED_SINCE = '20261130070645_distributable';

type Key = { table: string; name: string; to?: string; columns: string[] };

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const read = async (sql: string) => (await testEnv.platform.db.pool.query<Key>(sql)).rows;

describe('every table of the organizations', () => {
  it('has the organization in each key that is unique', async () => {
    const keys = (await read(UNIQUE)).filter(({ table }) => !SHARED.has(table));
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter(({ columns }) => !columns.includes('org_id'))).toEqual([]);
  });

  it('refers to others with the organization', async () => {
    const keys = (await read(FOREIGN)).filter(({ to }) => to !== undefined && !SHARED.has(to));
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter(({ columns }) => !columns.includes('org_id'))).toEqual([]);
  });

  it('has no enum type, no ON UPDATE and no SET NULL, which a distributed PostgreSQL refuses', async () => {
    expect(await read(`SELECT typname "name" FROM pg_type WHERE typtype = 'e'`)).toEqual([]);
    const actions = `SELECT conname "name" FROM pg_constraint
      WHERE contype = 'f' AND (confupdtype <> 'a' OR confdeltype NOT IN ('a', 'c'))`;
    expect(await read(actions)).toEqual([]);
  });

  it('refers to no table that refers to it, of which neither row could be written first', async () => {
    const circles = `
      WITH RECURSIVE path AS (
        SELECT conrelid, confrelid FROM pg_constraint WHERE contype = 'f'
        UNION SELECT path.conrelid, c.confrelid FROM path JOIN pg_constraint c ON c.contype = 'f' AND c.conrelid = path.confrelid)
      SELECT conrelid::regclass::text "table" FROM path WHERE conrelid = confrelid`;
    expect(await read(circles)).toEqual([]);
  });

  it('has no trigger but the one that keeps the audit log, and no number from a sequence', async () => {
    const triggers = await read(
      `SELECT tgrelid::regclass::text "table", tgname "name" FROM pg_trigger
       WHERE NOT tgisinternal AND NOT (tgtype::int & 1 = 1 AND tgoldtable IS NULL AND tgnewtable IS NULL
         AND tgname = 'audit_entries_append_only')`,
    );
    expect(triggers).toEqual([]);
    const sequences = `SELECT c.relname "name" FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'`;
    expect(await read(sequences)).toEqual([]);
  });

  it('is placed by the migration that makes it, before a foreign key is added to it', async () => {
    const later = (await readMigrations('prisma/migrations')).filter(({ name }) => name > PLACED_SINCE);
    for (const { name, sql } of later)
      for (const [made, table = ''] of sql.matchAll(/CREATE (?:UNLOGGED )?TABLE "?(\w+)"?/gi)) {
        const place = sql.indexOf(`SELECT place_table('${table}')`);
        const key = sql.search(new RegExp(`ALTER TABLE "?${table}"?[^;]*FOREIGN KEY`, 'i'));
        expect(place, `${name}: add SELECT place_table('${table}')`).toBeGreaterThan(sql.indexOf(made));
        expect(key === -1 || place < key, `${name}: place ${table} before its foreign keys`).toBe(true);
      }
  });

  it('gets each constraint by a statement of its own', async () => {
    const later = (await readMigrations('prisma/migrations')).filter(({ name }) => name > PLACED_SINCE);
    const alterations = later
      .flatMap(({ sql }) => splitStatements(sql))
      .filter((one) => /^ALTER TABLE/im.test(one));
    const joined = alterations.filter(
      (one) => /ADD CONSTRAINT/i.test(one) && /,\s*(ADD|ALTER|DROP)\s/i.test(one),
    );
    expect(joined).toEqual([]);
  });

  it('belongs to an organization', async () => {
    const rows = await read(`
      SELECT c.relname "table", '' "name", '{}'::text[] columns FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT EXISTS (
        SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped)`);
    expect(rows.map(({ table }) => table).filter((table) => !SHARED.has(table))).toEqual([]);
  });
});
