import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { distributeDatabase } from './distribute';
import { findIsDistributed } from './find-is-distributed';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

it('says what is missing where the database has no Citus', async () => {
  await expect(distributeDatabase(database.url)).rejects.toThrow(/^The database has no Citus: .*\.$/);
});

it('places no table where the database has no Citus', async () => {
  const { rows } = await database.db.pool.query(`SELECT place_table('sessions') AS placed`);
  expect(rows).toEqual([{ placed: '' }]);
});

it('is not distributed where the database has no Citus', async () => {
  expect(await findIsDistributed(database.url)).toBe(false);
});
