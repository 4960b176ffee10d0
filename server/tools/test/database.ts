import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '@/server/db/connection/client';
import type { TestPostgres } from './postgres';

export type TestDatabase = {
  /** The connection string, for a test that wants pools of its own. */
  url: string;
  /** Opened on `url` and closed by `drop`. */
  db: Database;
  drop: () => Promise<void>;
};

/**
 * Makes a migrated, empty database for one test file: call it in `beforeAll`, its `drop` in `afterAll`. Programs that
 * are no tests name the PostgreSQL it is made on.
 */
export async function openTestDatabase(
  { adminUrl, template }: TestPostgres = inject('testPostgres'),
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(adminUrl, `create database ${name} template ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { poolSize: 5 });
  const drop = async () => {
    await db.close();
    await execute(adminUrl, `drop database ${name} with (force)`);
  };
  return { url: url.href, db, drop };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
