import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './database';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([openTestDatabase(), openTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([first.drop(), second.drop()]);
});

describe('openTestDatabase', () => {
  it('gives each caller its own database', async () => {
    await query(first.url, 'create table only_here (id int)');
    expect(await listTables(first.url)).toContain('only_here');
    expect(await listTables(second.url)).not.toContain('only_here');
  });

  it('gives a database with every migration applied', async () => {
    expect(await listTables(second.url)).toContain('_prisma_migrations');
  });
});

async function listTables(url: string): Promise<string[]> {
  const rows = await query(url, "select tablename as name from pg_tables where schemaname = 'public'");
  return rows.map((row) => row.name);
}

async function query(url: string, text: string): Promise<{ name: string }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ name: string }>(text)).rows;
  } finally {
    await client.end();
  }
}
