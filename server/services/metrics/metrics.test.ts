import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { ECHO } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { BUCKET_COUNT, bucketOf, percentileOf } from './buckets';
import { getMetrics } from './get-metrics';
import { pruneMetrics } from './prune-metrics';

const clock = createManualClock();
let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());

describe('latency buckets', () => {
  it('give a percentile as the end of its bucket', () => {
    const buckets = new Array<number>(BUCKET_COUNT).fill(0);
    for (const ms of [0.4, 4, 4, 4, 4, 4, 4, 4, 4, 900]) {
      const index = bucketOf(ms);
      buckets[index] = (buckets[index] ?? 0) + 1;
    }
    expect(percentileOf(buckets, 0.5)).toBe(5);
    expect(percentileOf(buckets, 0.99)).toBe(1_000);
    expect(percentileOf([], 0.5)).toBeNull();
  });
});

describe('minute counts', () => {
  it('lose only those that cannot be stored (batch/one-row-loses-itself)', async () => {
    const { db } = testEnv.platform;
    const orgs = [
      await addOrganization(db),
      testEnv.platform.ids.uuid(clock.now()),
      await addOrganization(db),
    ];
    const { metrics } = testEnv.openPlatform();
    for (const orgId of [...orgs, 'no id at all']) metrics.count(orgId, 'turns', 3);
    await metrics.flush();
    const kept = await db.pool.query('SELECT count FROM minute_counts WHERE org_id = ANY($1::uuid[])', [
      orgs,
    ]);
    expect(kept.rows).toEqual([{ count: 3 }, { count: 3 }, { count: 3 }]);
    metrics.count(orgs[0] ?? '', 'turns', 1);
    await metrics.flush();
    const hours = await db.pool.query('SELECT count FROM hour_counts WHERE org_id = $1', [orgs[0]]);
    expect(hours.rows).toEqual([{ count: 4 }]);
  });

  it('are summed over processes, minutes and steps', async () => {
    const { orgId, platform } = testEnv;
    const ctx = actIn(platform, orgId);
    const other = testEnv.openPlatform();
    const { flowId } = await addFlow(platform.db, orgId, ECHO);
    const { session } = await startSession(ctx, { flowId });
    await sendInput(actIn(other, orgId), { sessionId: session.id, input: { type: 'text', text: 'one' } });
    await Promise.all([platform.metrics.flush(), other.metrics.flush()]);
    clock.advance(60_000);
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: 'two' } });
    await platform.metrics.flush();
    const { totals, steps, turnP95 } = await getMetrics(ctx, { range: 'hour' });
    expect(totals).toMatchObject({ turns: 3, started: 1, failures: 0 });
    expect(turnP95).toBeGreaterThan(0);
    expect(steps).toHaveLength(60);
    expect(steps.slice(-2).map(({ counts }) => counts.turns)).toEqual([2, 1]);
    // The long ranges are read from the hourly counts.
    const month = await getMetrics(ctx, { range: 'month' });
    expect(month).toMatchObject({ totals: { turns: 3, started: 1 }, turnP95 });
    expect(month.steps.at(-1)?.counts.turns).toBe(3);
  });

  it('are visible only to their organization, and pruned by age', async () => {
    const ctx = actIn(testEnv.platform, testEnv.platform.ids.uuid(clock.now()));
    expect((await getMetrics(ctx, { range: 'month' })).totals.turns).toBe(0);
    clock.advance(40 * 86_400_000);
    expect(await pruneMetrics(testEnv.platform, { limit: 100 })).toBeGreaterThan(0);
  });
});
