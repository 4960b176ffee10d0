import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { ECHO } from '../session/fixtures/flows';
import { startSession } from '../session/start-session';
import { analyzeGrownTables } from './analyze-grown-tables';

const ROWS = 1_500;
// PostgreSQL updates its row estimates at most once a second.
const REFRESH = { timeout: 10_000, interval: 100 };

describe('table statistics', () => {
  let testEnv: TestEnv;
  let sessionId: string;
  beforeAll(async () => {
    testEnv = await openTestEnv();
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    sessionId = (await startSession(actIn(testEnv.platform, testEnv.orgId), { flowId })).session.id;
  });
  afterAll(() => testEnv.close());

  const add = (rows: number) =>
    testEnv.platform.db.pool.query(
      `INSERT INTO sessions SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
       FROM sessions s CROSS JOIN generate_series(1, $2) WHERE s.id = $1`,
      [sessionId, rows],
    );
  const refresh = () => analyzeGrownTables(testEnv.platform, { limit: 5 });
  const known = async () => {
    const { rows } = await testEnv.platform.db.pool.query(
      `SELECT reltuples::int known FROM pg_class WHERE oid = 'sessions'::regclass`,
    );
    return rows[0].known;
  };
  const refreshed = async () => {
    await refresh();
    return known();
  };

  it('are gathered as a table grows, so that sessions are found by their key', async () => {
    await add(100);
    expect(await refresh()).toBe(0);
    await add(ROWS);
    await expect.poll(refreshed, REFRESH).toBe(ROWS + 101);
    expect(await refresh()).toBe(0);
    const { rows } = await testEnv.platform.db.pool.query(
      'EXPLAIN SELECT 1 FROM sessions WHERE org_id = $1 AND id = $1',
      [testEnv.orgId],
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('sessions_pkey');
    await add(2 * ROWS);
    await expect.poll(refreshed, REFRESH).toBe(3 * ROWS + 101);
  });
});
