import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '@/server/gateways/log';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createDeliverySignal, type DeliverySignal } from './delivery-signal';

let testEnv: TestEnv;
let watcher: Client;
const signals: DeliverySignal[] = [];

beforeEach(async () => {
  testEnv = await openTestEnv();
  watcher = new Client({ connectionString: testEnv.url });
  await watcher.connect();
});
afterEach(async () => {
  await Promise.all(signals.splice(0).map((signal) => signal.close()));
  await watcher.end();
  await testEnv.close();
});

function open(processId: string, everyMs = 20): DeliverySignal {
  const { db } = testEnv.platform;
  const signal = createDeliverySignal({ db, url: testEnv.url, processId, log: silentLog, everyMs });
  signals.push(signal);
  return signal;
}

/** Counts the wakeups of `signal` from the moment it listens to other processes. */
type Heard = { count: number; orgIds: readonly string[] | null };

async function hear(signal: DeliverySignal): Promise<Heard> {
  const received: Heard = { count: 0, orgIds: [] };
  signal.onWake((orgIds) => {
    received.count += 1;
    received.orgIds = orgIds;
  });
  // One wakeup when it is ready, and one for a notification that was under way.
  await expect.poll(() => received.count).toBeGreaterThan(0);
  received.count = 0;
  return received;
}

const ORG = 'org';
const LISTENERS = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;

describe('the delivery signal', () => {
  it('wakes other processes, and this one at once and only once', async () => {
    const [here, there] = [open('here'), open('there')];
    const [near, far] = [await hear(here), await hear(there)];
    here.wake(ORG);
    expect(near).toEqual({ count: 1, orgIds: [ORG] });
    await expect.poll(() => far).toEqual({ count: 1, orgIds: [ORG] });
    there.wake(ORG);
    await expect.poll(() => near.count).toBe(2);
    expect(far.count).toBe(2);
  });

  it('joins many wakeups into two notifications (delivery/signal-outside-commit)', async () => {
    const [here, there] = [open('here', 100), open('there')];
    const far = await hear(there);
    const orgIds = Array.from({ length: 50 }, (_, n) => `org-${n % 3}`);
    for (const orgId of orgIds) here.wake(orgId);
    await expect.poll(() => far.count).toBe(2);
    expect(far.orgIds).toEqual(['org-1', 'org-2', 'org-0']);
    open('last').wake(ORG);
    await expect.poll(() => far.count).toBe(3);
  });

  it('listens again after its connection broke (delivery/signal-is-a-hint)', async () => {
    const there = open('there');
    const far = await hear(there);
    await watcher.query(`SELECT pg_terminate_backend(pid) FROM (${LISTENERS}) l`);
    await expect.poll(() => far).toEqual({ count: 1, orgIds: null });
    open('here').wake(ORG);
    await expect.poll(() => far.count).toBe(2);
  });

  it('connects only where somebody listens', async () => {
    open('here').wake(ORG);
    expect((await watcher.query(LISTENERS)).rows).toHaveLength(0);
    await hear(open('there'));
    expect((await watcher.query(LISTENERS)).rows).toHaveLength(1);
  });

  it('never throws, even without a database (delivery/signal-outside-commit)', async () => {
    const { db } = testEnv.openPlatform();
    const signal = createDeliverySignal({ db, url: testEnv.url, processId: 'x', log: silentLog });
    await db.pool.end();
    signal.wake(ORG);
    await signal.close();
    db.pool.end = async () => undefined;
  });
});
