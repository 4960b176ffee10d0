import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { commitByFunction, FIELDS } from './commit-by-function';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const FUNCTION = `SELECT pg_get_functiondef('commit_turns_3'::regproc) "text"`;

it('takes every parameter of the statements, with its type (function/same-fields)', async () => {
  const { rows } = await database.db.pool.query<{ text: string }>(FUNCTION);
  const [, columns = ''] = /json_to_recordset\(p_commits\) AS g\(([^)]*)\)/.exec(rows[0]?.text ?? '') ?? [];
  const declared = columns.split(',').map((column) => column.trim());
  const expected = FIELDS.filter(({ name }) => name !== 'orgId').map(({ name, type }) => `"${name}" ${type}`);
  expect(declared.toSorted()).toEqual(expected.toSorted());
});

it('refuses commits of several organizations (function/one-organization)', async () => {
  const calls = ['a', 'b'].map((orgId) => ({ orgId, text: '{}', queueId: '' }));
  await expect(commitByFunction(database.db, 'test', calls)).rejects.toThrow('several organizations');
});
