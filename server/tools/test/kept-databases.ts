import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { TestPostgres } from './postgres';

type KeptDatabase = { name: string; uses: number };

/** Dead rows make an emptied database slower than a new one some time. */
const MAX_USES = 100;
const LIST_TABLES = `SELECT string_agg(tablename, ',' ORDER BY tablename) AS tables FROM pg_tables
  WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
const END_CONNECTIONS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;

const free: KeptDatabase[] = [];
const uses = new Map<string, number>();
let migratedTables: string | undefined;

/** Creates a migrated, empty database and returns its name. */
export async function createDatabase({ adminUrl, template }: TestPostgres): Promise<string> {
  const name = newName();
  await execute(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return name;
}

export async function dropDatabase({ adminUrl }: TestPostgres, name: string): Promise<void> {
  await execute(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
}

/**
 * Returns the name of a migrated, empty database: one that another test gave back, under a new name, so that connections
 * which that test left behind do not find it; or a new one.
 */
export async function takeDatabase(postgres: TestPostgres): Promise<string> {
  const kept = free.pop();
  if (!kept) return createDatabase(postgres);
  const name = newName();
  try {
    await execute(postgres.adminUrl, `ALTER DATABASE ${kept.name} RENAME TO ${name}`);
    uses.set(name, kept.uses + 1);
    return name;
  } catch {
    // A connection that was left behind came back before the new name.
    await dropDatabase(postgres, kept.name);
    return createDatabase(postgres);
  }
}

/** Empties a database for the next test, or drops it when the test changed its tables. */
export async function giveDatabaseBack(postgres: TestPostgres, name: string): Promise<void> {
  const count = uses.get(name) ?? 1;
  uses.delete(name);
  const url = new URL(postgres.adminUrl);
  url.pathname = `/${name}`;
  const isEmpty = count < MAX_USES && (await empty(url.href).catch(() => false));
  if (isEmpty) free.push({ name, uses: count });
  else await dropDatabase(postgres, name);
}

function newName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}

async function empty(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    await client.query(END_CONNECTIONS);
    const { tables } = (await client.query<{ tables: string }>(LIST_TABLES)).rows[0] ?? {};
    migratedTables ??= tables;
    if (!tables || tables !== migratedTables) return false;
    // No triggers and no checks of references.
    const deletes = tables.split(',').map((table) => `DELETE FROM ${table};`);
    await client.query(`SET session_replication_role = replica; ${deletes.join(' ')}`);
    return true;
  });
}

function execute(url: string, statement: string): Promise<unknown> {
  return withClient(url, (client) => client.query(statement));
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
