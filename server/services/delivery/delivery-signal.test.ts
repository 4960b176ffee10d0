import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureLog } from '@/e2e/stress/support/capture-log';
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

  it('wakes a listener until it unsubscribes', async () => {
    const here = open('here');
    const received: unknown[] = [];
    const unsubscribe = here.onWake((orgIds) => received.push(orgIds));
    const other = await hear(here);
    received.length = 0;
    here.wake(ORG);
    unsubscribe();
    here.wake(ORG);
    expect(received).toEqual([[ORG]]);
    expect(other.count).toBe(2);
  });

  it('ignores its own notifications, names every organization once, and reads a notification without names', async () => {
    const [here, there] = [open('here', 20), open('there')];
    const [near, far] = [await hear(here), await hear(there)];
    const seen = new Map<string, number>();
    there.onWake((orgIds) => {
      for (const orgId of orgIds ?? []) seen.set(orgId, (seen.get(orgId) ?? 0) + 1);
    });
    here.wake('first');
    await expect.poll(() => far.orgIds).toEqual(['first']);
    // More than one notification can name; the first of them alone is sent at once.
    const many = Array.from({ length: 401 }, (_, n) => `org-${n}`);
    for (const orgId of many) here.wake(orgId);
    await expect.poll(() => seen.size).toBe(402);
    expect([...seen.keys()]).toEqual(['first', ...many]);
    expect(new Set(seen.values())).toEqual(new Set([1]));
    await watcher.query(`NOTIFY parley_deliveries, 'other'`);
    await expect.poll(() => far.orgIds).toBeNull();
    // Its own notifications came before that one on its connection, and woke nobody.
    await expect.poll(() => near).toEqual({ count: 403, orgIds: null });
  });

  it('sends nothing when nothing was woken since the last notification (delivery/signal-outside-commit)', async () => {
    const [here, there] = [open('here', 20), open('there')];
    const far = await hear(there);
    const received: unknown[] = [];
    await watcher.query('LISTEN parley_deliveries');
    watcher.on('notification', ({ payload }) => received.push(payload));
    here.wake('a');
    await expect.poll(() => far.orgIds).toEqual(['a']);
    here.wake('b');
    await expect.poll(() => far.orgIds).toEqual(['b']);
    await here.close();
    await watcher.query(`NOTIFY parley_deliveries, 'end'`);
    await expect.poll(() => received).toEqual(['here a', 'here b', 'end']);
  });

  it('writes to the log when it cannot listen or notify', async () => {
    const { log, lines } = captureLog('warn');
    const { db } = testEnv.openPlatform();
    const signal = createDeliverySignal({ db, url: testEnv.url, processId: 'x', log });
    await hear(signal);
    await watcher.query(`SELECT pg_terminate_backend(pid) FROM (${LISTENERS}) l`);
    await expect.poll(() => lines.some((line) => line.includes('notifications lost'))).toBe(true);
    await db.pool.end();
    signal.wake(ORG);
    await signal.close();
    expect(lines.some((line) => line.includes('notification not sent'))).toBe(true);
    db.pool.end = async () => undefined;
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
