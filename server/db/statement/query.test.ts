import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { statementsOf } from '@/server/tools/test/statements-of';
import { build, findRow, getRow, listRows } from './query';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv({ poolSize: 1 });
});
afterAll(() => testEnv.close());

const organizations = build.selectFrom('organizations');

describe('a built statement', () => {
  it('returns rows named in camelCase, and the contents of JSON as they are', async () => {
    const { db } = testEnv.platform;
    const row = organizations.select([
      'retentionDays',
      sql<object>`'{"a_b":{"c_d":1}}'::json`.as('someJson'),
    ]);
    expect(await listRows(db, row)).toEqual([{ retentionDays: null, someJson: { a_b: { c_d: 1 } } }]);
  });

  it('may have no row, unless it is to get one', async () => {
    const { db } = testEnv.platform;
    const none = organizations.select('id').where('slug', '=', 'none');
    expect(await findRow(db, none)).toBeNull();
    await expect(getRow(db, none)).rejects.toThrow('is missing');
  });

  it('is prepared under a name of its own text', async () => {
    const { db } = testEnv.platform;
    const one = organizations.select('id').where('id', '=', testEnv.orgId);
    const other = organizations.select('slug').where('id', '=', testEnv.orgId);
    const names = await statementsOf(db.pool, async () => {
      for (const statement of [one, other, one]) await listRows(db, statement, { preparedAs: 'list_some' });
    });
    expect(names.every((name) => /^list_some_[0-9a-f]{16}$/.test(name))).toBe(true);
    expect([new Set(names).size, names[2]]).toEqual([2, names[0]]);
    const { rows } = await db.pool.query<{ name: string }>('SELECT name FROM pg_prepared_statements');
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });
});
