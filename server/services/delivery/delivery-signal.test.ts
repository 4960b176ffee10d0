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

/** Counts what `signal` tells, from the moment it hears others. */
async function hear(signal: DeliverySignal): Promise<{ count: number }> {
  const heard = { count: 0 };
  signal.onWake(() => {
    heard.count += 1;
  });
  // Once as it is ready, and once more for a notice that was under way.
  await expect.poll(() => heard.count).toBeGreaterThan(0);
  heard.count = 0;
  return heard;
}

const LISTENERS = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;

describe('the signal of deliveries', () => {
  it('reaches other processes, and this one at once and only once', async () => {
    const [here, there] = [open('here'), open('there')];
    const [near, far] = [await hear(here), await hear(there)];
    here.wake();
    expect(near.count).toBe(1);
    await expect.poll(() => far.count).toBe(1);
    there.wake();
    await expect.poll(() => near.count).toBe(2);
    expect(far.count).toBe(2);
  });

  it('D6 says many wakes in two notices', async () => {
    const [here, there] = [open('here', 100), open('there')];
    const far = await hear(there);
    for (let n = 0; n < 50; n += 1) here.wake();
    await expect.poll(() => far.count).toBe(2);
    open('last').wake();
    await expect.poll(() => far.count).toBe(3);
  });

  it('D5 hears again after its connection broke', async () => {
    const there = open('there');
    const far = await hear(there);
    await watcher.query(`SELECT pg_terminate_backend(pid) FROM (${LISTENERS}) l`);
    await expect.poll(() => far.count).toBe(1);
    open('here').wake();
    await expect.poll(() => far.count).toBe(2);
  });

  it('takes a connection only where somebody listens', async () => {
    open('here').wake();
    expect((await watcher.query(LISTENERS)).rows).toHaveLength(0);
    await hear(open('there'));
    expect((await watcher.query(LISTENERS)).rows).toHaveLength(1);
  });

  it('D6 never throws, not even without a database', async () => {
    const { db } = testEnv.openPlatform();
    const signal = createDeliverySignal({ db, url: testEnv.url, processId: 'x', log: silentLog });
    await db.pool.end();
    signal.wake();
    await signal.close();
    db.pool.end = async () => undefined;
  });
});
