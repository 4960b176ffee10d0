import { inject } from 'vitest';
import { type Database, openDatabase } from '@/server/db/connection/client';
import { createDatabase, dropDatabase, giveDatabaseBack, takeDatabase } from './kept-databases';
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
  postgres: TestPostgres = inject('testPostgres'),
): Promise<TestDatabase> {
  if (postgres.sharedUrl) return openShared(postgres.sharedUrl);
  const name = await (postgres.keepsDatabases ? takeDatabase : createDatabase)(postgres);
  const url = new URL(postgres.adminUrl);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { poolSize: 5 });
  const drop = async () => {
    await db.close();
    await (postgres.keepsDatabases ? giveDatabaseBack : dropDatabase)(postgres, name);
  };
  return { url: url.href, db, drop };
}

function openShared(url: string): TestDatabase {
  const db = openDatabase(url, { poolSize: 5 });
  return { url, db, drop: db.close };
}
