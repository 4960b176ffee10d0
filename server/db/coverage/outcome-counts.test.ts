import type { QueryConfig } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { Db } from '../connection/transaction';
import { type OutcomeSpan, sumOutcomes } from './outcome-sums';
import { pruneOutcomeCounts } from './outcomes';

const ORGANIZATIONS = 10;
const ROWS_A_DAY = 5;

// 400 days of each organization.
const COUNTS = `
  INSERT INTO outcome_counts (org_id, day, flow_id, version_id, channel, measure, bucket, amount)
  SELECT org_id, '2030-01-01Z'::timestamptz + d * interval '1 day', md5(n::text)::uuid, md5(n::text)::uuid,
    'channel-' || n, 'started', 0, 1
  FROM unnest($1::uuid[]) org_id, generate_series(0, 399) d, generate_series(1, ${ROWS_A_DAY}) n`;

let testEnv: TestEnv;
let orgIds: string[];

beforeAll(async () => {
  testEnv = await openTestEnv();
  const { db } = testEnv.platform;
  const others = await Promise.all(Array.from({ length: ORGANIZATIONS - 1 }, () => addOrganization(db)));
  orgIds = [testEnv.orgId, ...others];
  await db.pool.query(COUNTS, [orgIds]);
  await db.pool.query('VACUUM ANALYZE outcome_counts');
});
afterAll(() => testEnv.close());

const span = (part: Partial<OutcomeSpan>): OutcomeSpan => ({
  ...{ orgId: testEnv.orgId, by: 'flow', from: '2030-02-01', to: '2030-02-07' },
  ...{ flowId: null, versionId: null, channel: null, ...part },
});

async function explain(wanted: OutcomeSpan): Promise<string> {
  const sent: QueryConfig<unknown[]>[] = [];
  const query = async (statement: QueryConfig<unknown[]>) => {
    sent.push(statement);
    return { rows: [] };
  };
  await sumOutcomes({ pool: { query } } as unknown as Db, wanted);
  const { pool } = testEnv.platform.db;
  const plans = await Promise.all(
    sent.map(({ text, values }) =>
      pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...(values ?? [])]),
    ),
  );
  return plans.flatMap(({ rows }) => rows.map((row) => row['QUERY PLAN'])).join('\n');
}

it.each([
  ['a week', {}],
  ['a week of a channel', { channel: 'channel-3' }],
  ['a month by day', { by: 'day' as const, to: '2030-02-28' }],
])('reads %s of 400 days by index', async (_, part) => {
  const plan = await explain(span(part));
  expect(plan).toMatch(/(using|on) outcome_counts_(pkey|day_idx)/);
  expect(plan).not.toContain('Seq Scan on outcome_counts');
});

it('sums the days of the period alone', async () => {
  const sums = await sumOutcomes(testEnv.platform.db, span({}));
  expect(sums).toHaveLength(ROWS_A_DAY);
  expect(sums.reduce((sum, { amount }) => sum + amount, 0)).toBe(7 * ROWS_A_DAY);
});

it('deletes complete days before a time, oldest first, of one organization after the other', async () => {
  const { db } = testEnv.platform;
  const [first, second] = ['2029-12-30', '2029-12-31'].map((day) => new Date(`${day}T00:00:00Z`));
  const old = orgIds.slice(0, 2).flatMap((orgId) =>
    [second, first].flatMap((day) =>
      ['a', 'b', 'c'].map((channel) => ({
        ...{ orgId, day: day ?? new Date(0), flowId: orgId, versionId: orgId, channel },
        ...{ measure: 'started', bucket: 0, amount: 1 },
      })),
    ),
  );
  await db.prisma.outcomeCount.createMany({ data: old });
  const before = new Date('2030-01-01T00:00:00Z');
  const count = (where: object) => db.prisma.outcomeCount.count({ where });
  const prune = () => pruneOutcomeCounts(db, { before, limit: 1 });
  expect([await prune(), await prune()]).toEqual([3, 3]);
  expect(await count({ day: { lt: before } })).toBe(6);
  expect(await count({ day: second ?? null })).toBe(6);
  expect([await prune(), await prune(), await prune()]).toEqual([3, 3, 0]);
  expect(await count({})).toBe(ORGANIZATIONS * 400 * ROWS_A_DAY);
});
