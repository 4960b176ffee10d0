import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listMigrationNames } from '@/server/db/migrate/migration-files';
import { openTestDatabase, type TestDatabase } from '../test/database';
import { getMigrationStatus } from './migration-status';

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

const newestOf = async () => (await listMigrationNames(folder)).at(-1) ?? '';

it("finds Parley's own records up to date by Prisma's engine", async () => {
  const { isCurrent, text } = await getMigrationStatus(database.url, folder);
  expect(text).toMatch(/^\d+ migrations found in prisma\/migrations\n\nDatabase schema is up to date!$/);
  expect(isCurrent).toBe(true);
});

it('names migrations that the database lacks, or the folder', async () => {
  const newest = await newestOf();
  await cp(path.join(folder, newest), path.join(folder, '29990101000000_later'), { recursive: true });
  const behind = await getMigrationStatus(database.url, folder);
  expect(behind.isCurrent).toBe(false);
  expect(behind.text).toContain('have not yet been applied:\n29990101000000_later');
  for (const name of ['29990101000000_later', newest]) await rm(path.join(folder, name), { recursive: true });
  const ahead = await getMigrationStatus(database.url, folder);
  expect(ahead.text).toContain(`not found locally in prisma/migrations:\n${newest}`);
});

it('names a migration that was changed after it had been applied (migrate/never-edited)', async () => {
  const newest = await newestOf();
  await appendFile(path.join(folder, newest, 'migration.sql'), '-- more\n');
  const { isCurrent, text } = await getMigrationStatus(database.url, folder);
  expect(isCurrent).toBe(false);
  expect(text).toContain(`changed after they had been applied:\n${newest}`);
});
