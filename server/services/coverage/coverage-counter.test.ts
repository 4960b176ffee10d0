import { afterAll, beforeAll, expect, it } from 'vitest';
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
