import { describe, expect, it } from 'vitest';
import { createLog, silentLog } from '@/server/gateways/log';
import { NO_METERS } from '@/server/gateways/telemetry/meters';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { createDeferredWrites } from './deferred-writes';

const FOR_MS = 15_000;
const away = () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));

describe('deferred writes', () => {
  const clock = createManualClock();
  const open = (log = silentLog, everyMs = 3_600_000) =>
    createDeferredWrites({ clock, log, meters: NO_METERS, forMs: FOR_MS, everyMs });

  it('run in order when the database is back (deferred-write/bounded-time)', async () => {
    const late = open();
    const written: string[] = [];
    let isAway = true;
    const write = (what: string) => () => (isAway ? away() : Promise.resolve(written.push(what)));
    await late.enqueue(write('first'));
    late.defer(write('second'));
    await late.flush();
    expect(written).toEqual([]);
    isAway = false;
    await Promise.all([late.flush(), late.flush()]);
    expect(written).toEqual(['first', 'second']);
    await late.flush();
    expect(written).toHaveLength(2);
  });

  it('run without a flush (deferred-write/bounded-time)', async () => {
    const late = open(silentLog, 5);
    let tries = 0;
    late.defer(() => (++tries < 3 ? away() : Promise.resolve()));
    await expect.poll(() => tries).toBe(3);
    await late.close();
  });

  it('are dropped and logged after their time, or when they fail for another reason (deferred-write/bounded-time)', async () => {
    const lines: string[] = [];
    const late = open(createLog('error', { write: (line: string) => void lines.push(line) }));
    let tries = 0;
    late.defer(() => {
      tries += 1;
      return away();
    });
    await late.flush();
    clock.advance(FOR_MS);
    await late.flush();
    expect(tries).toBe(1);
    expect(lines).toHaveLength(1);
    await late.enqueue(() => Promise.reject(new Error('wrong')));
    await late.flush();
    expect(lines).toHaveLength(2);
    expect(lines[1]).not.toContain('wrong');
  });

  it('do not wait for one that waits for a locked row (deferred-write/fails-alone)', async () => {
    const late = open();
    const written: string[] = [];
    let isLocked = true;
    const locked = Object.assign(new Error('canceling statement due to statement timeout'), {
      code: '57014',
    });
    late.defer(() => (isLocked ? Promise.reject(locked) : Promise.resolve(written.push('locked'))));
    late.defer(() => Promise.resolve(written.push('other')));
    await late.flush();
    expect(written).toEqual(['other']);
    isLocked = false;
    await late.flush();
    expect(written).toEqual(['other', 'locked']);
  });
});
