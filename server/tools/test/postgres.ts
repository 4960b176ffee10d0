import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { withClient } from '@/server/db/connection/with-client';
import { migrateDatabase } from '@/server/db/migrate/migrate';
import { openScratchPostgres } from './scratch-database';

/**
 * The PostgreSQL on which test processes create databases; `keepsDatabases`: they are emptied and used again. In the empty
 * database of `plansUrl`, statements are explained.
 */
export type TestPostgres = {
  adminUrl: string;
  template: string;
  keepsDatabases?: boolean;
  plansUrl?: string;
  /** A migrated database that every test uses, instead of one of its own. */
  sharedUrl?: string;
  /** Whether that database is distributed. */
  isDistributed?: boolean;
};

declare module 'vitest' {
  interface ProvidedContext {
    testPostgres: TestPostgres;
  }
}

/** Starts a PostgreSQL with a migrated database, which `openTestDatabase` clones. */
export async function openTestPostgres(): Promise<TestPostgres & { stop(): Promise<void> }> {
  const postgres = await openScratchPostgres();
  try {
    await migrateDatabase(postgres.url('parley'), path.resolve('prisma/migrations'));
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const made = { adminUrl: postgres.url('postgres'), template: 'parley' };
  await withClient({ connectionString: made.adminUrl }, (client) =>
    client.query('CREATE DATABASE plans TEMPLATE parley'),
  );
  return { ...made, plansUrl: postgres.url('plans'), stop: postgres.stop };
}

/** Starts one PostgreSQL for the projects of a test run; with TEST_DATABASE_URL, all tests use that database. */
export default async function setUpTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  const shared = project.vitest.getRootProject();
  if ('testPostgres' in shared.getProvidedContext()) return async () => undefined;
  const { TEST_DATABASE_URL: sharedUrl } = process.env;
  if (sharedUrl) {
    shared.provide('testPostgres', { adminUrl: sharedUrl, template: '', sharedUrl });
    return async () => undefined;
  }
  const { stop, ...postgres } = await openTestPostgres();
  shared.provide('testPostgres', postgres);
  return stop;
}
