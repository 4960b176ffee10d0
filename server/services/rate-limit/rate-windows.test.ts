import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addRateWindows } from '@/server/db/rate-window/store';
import { silentLog } from '@/server/gateways/log';
import { NO_METERS } from '@/server/gateways/telemetry/meters';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { pruneRateWindows } from './prune-rate-windows';
import type { AddWindows } from './rate-count-sync';
import { createRateWindows, type RateWindows, sumOf } from './rate-windows';

const WINDOW_MS = 60_000;
const START = 1_800_000_000_000;

describe('rate windows', () => {
  let testEnv: TestEnv;
  beforeAll(async () => {
    testEnv = await openTestEnv();
  });
  afterAll(() => testEnv.close());

  const clock = createManualClock(START);
  const store: AddWindows = (counts) => addRateWindows(testEnv.platform.db, counts);
  // The timer never fires here, so that the tests decide when to synchronize.
  const open = (sync: AddWindows = store, everyMs = 3_600_000) =>
    createRateWindows({ sync, clock, log: silentLog, meters: NO_METERS, windowMs: WINDOW_MS, everyMs });

  const add = (windows: RateWindows, orgId: string, subject: string, times: number) => {
    const org = windows.getOrg(orgId);
    for (let n = 0; n < times; n += 1) {
      windows.add(windows.getSubject(org, subject));
      windows.add(org.total);
    }
  };
  const sums = (windows: RateWindows, orgId: string, subject: string) => {
    const org = windows.getOrg(orgId);
    return [sumOf(windows.getSubject(org, subject)), sumOf(org.total)];
  };

  it('sums the counts of two processes in one round, by subject and organization (limits/one-round)', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const [here, there] = [open(), open()];
    add(here, orgId, 'key:a', 6);
    add(there, orgId, 'key:a', 5);
    add(there, orgId, 'key:b', 3);
    expect(sums(here, orgId, 'key:a')).toEqual([6, 6]);
    await here.flush();
    await there.flush();
    expect(sums(there, orgId, 'key:a')).toEqual([11, 14]);
    add(here, orgId, 'key:a', 1);
    await here.flush();
    expect(sums(here, orgId, 'key:a')).toEqual([12, 15]);
  });

  it('counts requests during a round once (limits/one-round)', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const windows = open();
    add(windows, orgId, 'key:a', 2);
    const round = windows.flush();
    add(windows, orgId, 'key:a', 3);
    expect(sums(windows, orgId, 'key:a')).toEqual([5, 5]);
    await round;
    await Promise.all([windows.flush(), windows.flush()]);
    expect(sums(windows, orgId, 'key:a')).toEqual([5, 5]);
    add(windows, orgId, 'key:a', 1);
    await windows.flush();
    expect(sums(windows, orgId, 'key:a')).toEqual([6, 6]);
  });

  it('sends one statement for all counts, and none without counts (limits/one-round)', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    let sent = 0;
    const windows = open((counts) => {
      sent += 1;
      return store(counts);
    });
    await windows.flush();
    expect(sent).toBe(0);
    for (let n = 0; n < 50; n += 1) add(windows, orgId, `key:${n}`, 2);
    await windows.flush();
    await windows.flush();
    expect(sent).toBe(1);
  });

  it('synchronizes soon after the first count (limits/one-round)', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const [here, there] = [open(store, 5), open(store, 5)];
    add(there, orgId, 'key:a', 4);
    add(here, orgId, 'key:a', 4);
    await expect.poll(() => sums(here, orgId, 'key:a')[0], { timeout: 5_000 }).toBeGreaterThanOrEqual(4);
    await expect
      .poll(
        () => {
          add(here, orgId, 'key:b', 1);
          return sums(here, orgId, 'key:b')[1] ?? 0;
        },
        { timeout: 5_000 },
      )
      .toBeGreaterThan(8);
    here.close();
    there.close();
  });

  it('counts locally without the database, and synchronizes all counts later (limits/per-process-fallback)', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    let away = true;
    const gone = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    const windows = open((counts) => (away ? Promise.reject(gone) : store(counts)));
    add(windows, orgId, 'key:a', 4);
    await windows.flush();
    add(windows, orgId, 'key:a', 1);
    await windows.flush();
    expect(sums(windows, orgId, 'key:a')).toEqual([5, 5]);
    away = false;
    await windows.flush();
    const other = open();
    add(other, orgId, 'key:a', 1);
    await other.flush();
    expect(sums(other, orgId, 'key:a')).toEqual([6, 6]);
  });

  it('keeps a rejected count and synchronizes the others (batch/one-row-loses-itself)', async () => {
    const { db } = testEnv.platform;
    const [first, last] = [await addOrganization(db), await addOrganization(db)];
    const windows = open();
    add(windows, first, 'key:a', 2);
    add(windows, first, 'ip:\u0000', 3);
    add(windows, last, 'key:a', 4);
    await windows.flush();
    expect(sums(windows, first, 'ip:\u0000')).toEqual([3, 5]);
    const other = open();
    for (const orgId of [first, last]) add(other, orgId, 'key:a', 1);
    await other.flush();
    expect(sums(other, first, 'key:a')).toEqual([3, 6]);
    expect(sums(other, last, 'key:a')).toEqual([5, 5]);
  });

  it('starts at zero with every window, even when the clock is set back (limits/fixed-windows)', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const windows = open();
    add(windows, orgId, 'key:a', 3);
    await windows.flush();
    clock.advance(WINDOW_MS);
    expect(sums(windows, orgId, 'key:a')).toEqual([0, 0]);
    add(windows, orgId, 'key:a', 2);
    await windows.flush();
    clock.advance(-1_000);
    expect(sums(windows, orgId, 'key:a')).toEqual([2, 2]);
    expect(windows.leftMs()).toBeGreaterThan(0);
    clock.advance(1_000);
  });

  it('prunes old windows in the database, and no others', async () => {
    const { db } = testEnv.platform;
    await db.prisma.rateWindow.deleteMany();
    const orgId = await addOrganization(db);
    const now = Date.now();
    const at = (agoMs: number) => ({ orgId, subject: 'org', windowAt: new Date(now - agoMs), count: 1 });
    await store([at(0), at(60_000), at(3_600_000), at(7_200_000)]);
    expect(await pruneRateWindows(testEnv.platform, { limit: 1 })).toBe(1);
    expect(await pruneRateWindows(testEnv.platform, { limit: 10 })).toBe(1);
    expect(await db.prisma.rateWindow.count()).toBe(2);
  });
});
