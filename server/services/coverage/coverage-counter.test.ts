import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Db } from '@/server/db/connection/transaction';
import { deleteCoverageLeases, takeCoverageLease } from '@/server/db/coverage/lease';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { UNTIL_BYE } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { startCoverageCounter } from './coverage-counter';
import { getCoverage } from './get-coverage';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('counts new turns of recent sessions soon, and those of older sessions with the next walk (coverage/complete)', async () => {
  const { platform, orgId } = testEnv;
  const ctx = actIn(platform, orgId);
  const { flowId } = await addFlow(platform.db, orgId, UNTIL_BYE);
  const { session: old } = await startSession(ctx, { flowId });
  // Its id does not begin with its time.
  const oldId = '00000000-0000-7000-8000-000000000001';
  const values = [orgId, old.id, oldId];
  await platform.db.pool.query('UPDATE sessions SET id = $3 WHERE org_id = $1 AND id = $2', values);
  await platform.db.pool.query(
    'UPDATE turns SET session_id = $3 WHERE org_id = $1 AND session_id = $2',
    values,
  );
  const { session } = await startSession(ctx, { flowId });
  const counter = startCoverageCounter(platform, { recentMs: 10, allMs: 3_600_000 });
  const read = async () => {
    const { sessions, nodes } = await getCoverage(ctx, { flowId });
    return { sessions, ended: nodes.find(({ node }) => node === 'end')?.sessions };
  };
  await expect.poll(read, { timeout: 10_000 }).toEqual({ sessions: 2, ended: 0 });
  for (const sessionId of [oldId, session.id])
    await sendInput(ctx, { sessionId, input: { type: 'text', text: 'bye' } });
  await expect.poll(read, { timeout: 10_000 }).toEqual({ sessions: 2, ended: 1 });
  await counter.stop();
  const next = startCoverageCounter(platform, { recentMs: 10 });
  await expect.poll(read, { timeout: 10_000 }).toEqual({ sessions: 2, ended: 2 });
  await next.stop();
});

it('counts for two workers at once each turn once (coverage/once)', async () => {
  const { platform, orgId } = testEnv;
  const ctx = actIn(platform, orgId);
  const { flowId } = await addFlow(platform.db, orgId, UNTIL_BYE);
  const counters = [platform, testEnv.openPlatform()].map((one) =>
    startCoverageCounter(one, { recentMs: 1 }),
  );
  for (let index = 0; index < 20; index += 1) {
    const { session } = await startSession(ctx, { flowId });
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: 'bye' } });
  }
  const read = async () =>
    (await getCoverage(ctx, { flowId })).nodes.find(({ node }) => node === 'end')?.sessions;
  await expect.poll(read, { timeout: 10_000 }).toBe(20);
  await Promise.all(counters.map((counter) => counter.stop()));
  expect(await read()).toBe(20);
});

it('is of one worker until that stops, gives it back or lets it run out (coverage/one-walker)', async () => {
  const { db } = testEnv.platform;
  const { orgId } = testEnv;
  const take = (holder: string, at: number) =>
    takeCoverageLease(db, { orgId, holder, now: new Date(at), until: new Date(at + 100) });
  await deleteCoverageLeases(db, { holder: testEnv.platform.processId });
  const begin = Date.now() + 1e9;
  expect([await take('a', begin), await take('a', begin + 50)]).toEqual([true, true]);
  expect([await take('b', begin + 149), await take('b', begin + 150)]).toEqual([false, true]);
  expect(await take('a', begin + 151)).toBe(false);
  await deleteCoverageLeases(db, { holder: 'b' });
  expect(await take('a', begin + 151)).toBe(true);
  await deleteCoverageLeases(db, { holder: 'a' });
});

it('leaves an organization to the worker that has its lease, until that is over (coverage/one-walker)', async () => {
  const clock = createManualClock();
  const { orgId } = testEnv;
  const platform = testEnv.openPlatform({ clock });
  const ctx = actIn(platform, orgId);
  const { flowId } = await addFlow(platform.db, orgId, UNTIL_BYE);
  await startSession(ctx, { flowId });
  const lease = { orgId, holder: 'dead', now: new Date(clock.now()), until: new Date(clock.now() + 60_000) };
  expect(await takeCoverageLease(platform.db, lease)).toBe(true);
  const query = vi.spyOn(platform.db.pool, 'query');
  const listSent = () =>
    query.mock.calls.map(([statement]) => String(Reflect.get(Object(statement), 'text')));
  const counter = startCoverageCounter(platform, { recentMs: 1, allMs: 1 });
  const countTries = () => listSent().filter((text) => text.includes('"coverage_leases"')).length;
  await expect.poll(countTries).toBeGreaterThan(2);
  expect(listSent().filter((text) => text.includes('FROM sessions'))).toEqual([]);
  clock.advance(60_000);
  const count = async () => (await getCoverage(ctx, { flowId })).sessions;
  await expect.poll(count, { timeout: 10_000 }).toBe(1);
  await counter.stop();
  expect(await takeCoverageLease(platform.db, lease)).toBe(true);
  await deleteCoverageLeases(platform.db, { holder: 'dead' });
});

it('rests also where another worker has the lease (coverage/beside)', async () => {
  const { platform, orgId } = testEnv;
  const { db, clock } = platform;
  const lease = { orgId, holder: 'other', now: new Date(clock.now()), until: new Date(clock.now() + 60_000) };
  expect(await takeCoverageLease(db, lease)).toBe(true);
  const tries: number[] = [];
  const query: Db['pool']['query'] = async (statement) => {
    if (!statement.text.includes('"coverage_leases"')) return db.pool.query(statement);
    tries.push(performance.now());
    await db.pool.query({ text: 'SELECT pg_sleep(0.02)' });
    return db.pool.query(statement);
  };
  const slow = { ...platform, db: { ...db, pool: Object.assign(Object.create(db.pool), { query }) } };
  const counter = startCoverageCounter(slow, { recentMs: 1, allMs: 1 });
  await expect.poll(() => tries.length).toBeGreaterThan(3);
  await counter.stop();
  const [first = 0, , , fourth = 0] = tries;
  expect(fourth - first).toBeGreaterThan(3 * 10 * 20);
  await deleteCoverageLeases(db, { holder: 'other' });
});
