import { describe, expect, it } from 'vitest';
import { createAdmission, createRequestSlot } from './admission';

const overloaded = expect.objectContaining({
  problem: { code: 'overloaded', details: { retryAfterMs: 2_000 } },
});
const open = () =>
  createAdmission({
    ...{ places: 4, queue: 10, waitMs: 60_000 },
    ...{ requests: 8, bodyBytes: 100_000, strangerBytes: 20_000 },
  });
const EMPTY = { requests: 0, bodyBytes: 0, working: 0, waiting: 0 };
const ignore = () => undefined;

describe('the admission of a process', () => {
  it('accepts so many requests, and three quarters of them of one organization (admission/bounded)', () => {
    const admission = open();
    const slots = Array.from({ length: 8 }, () => createRequestSlot());
    for (const slot of slots) {
      admission.open();
      if (slots.indexOf(slot) < 6) admission.enter(slot, 'a');
    }
    expect(() => admission.open()).toThrow(overloaded);
    const [, , , , , , seventh, eighth] = slots;
    if (!seventh || !eighth) throw new Error('no slots');
    expect(() => admission.enter(seventh, 'a')).toThrow(overloaded);
    admission.enter(eighth, 'b');
    for (const slot of slots) admission.close(slot);
    expect(admission.counts()).toEqual(EMPTY);
    const again = Array.from({ length: 6 }, () => createRequestSlot());
    for (const slot of again) admission.enter(slot, 'a');
    expect(() => admission.enter(createRequestSlot(), 'a')).toThrow(overloaded);
  });

  it('counts the body of a stranger apart, with a minimum, until its organization is known', () => {
    const admission = open();
    const slot = createRequestSlot();
    admission.open();
    admission.openBody(slot, '192.0.2.1', ignore);
    expect(admission.counts().bodyBytes).toBe(5_000);
    admission.addToBody(slot, 3_000);
    expect(admission.counts().bodyBytes).toBe(8_000);
    admission.enter(slot, 'a');
    expect(admission.counts().bodyBytes).toBe(3_000);
    admission.addToBody(slot, 60_000);
    expect(admission.counts()).toEqual({ ...EMPTY, requests: 1, bodyBytes: 63_000 });
    admission.close(slot);
    expect(admission.counts()).toEqual(EMPTY);
  });

  it('gives one address half of the strangers’ memory (admission/strangers-apart)', () => {
    const admission = open();
    const [first, second, third] = [createRequestSlot(), createRequestSlot(), createRequestSlot()];
    admission.openBody(first, '192.0.2.1', ignore);
    admission.openBody(second, '192.0.2.1', ignore);
    expect(() => admission.addToBody(second, 1)).toThrow(overloaded);
    admission.openBody(third, '192.0.2.2', ignore);
    admission.addToBody(third, 5_000);
    expect(admission.counts().bodyBytes).toBe(20_000);
  });

  it('opens the body of a known organization without a minimum, and cuts none that is complete', () => {
    const admission = open();
    const slot = createRequestSlot();
    admission.enter(slot, 'a');
    admission.openBody(slot, '192.0.2.1', ignore);
    expect([admission.counts().bodyBytes, slot.body?.owner]).toEqual([0, 'a']);
    expect(slot.body?.cut).toBe(ignore);
    admission.endBody(slot);
    expect(slot.body?.cut).toBeNull();
    admission.endBody(createRequestSlot());
    admission.addToBody(createRequestSlot(), 1);
    expect(admission.counts().bodyBytes).toBe(0);
  });

  it('releases the place of a request while it waits, and takes it again (concurrency/yields)', async () => {
    const admission = open();
    const slots = Array.from({ length: 4 }, () => createRequestSlot());
    const places = slots.map((slot) => admission.work(slot, 'a'));
    expect([places.slice(0, 3), admission.counts()]).toEqual([
      [null, null, null],
      { ...EMPTY, working: 3, waiting: 1 },
    ]);
    const [first, , , last] = slots;
    if (!first || !last) throw new Error('no slots');
    const inside = await admission.releaseWhile(first, async () => {
      await places[3];
      return [first.isWorking, last.isWorking, admission.counts()];
    });
    expect(inside).toEqual([false, true, { ...EMPTY, working: 3 }]);
    expect([first.isWorking, admission.counts()]).toEqual([true, { ...EMPTY, working: 4 }]);
    const idle = createRequestSlot();
    await expect(admission.releaseWhile(idle, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    expect([idle.isWorking, admission.counts().working]).toEqual([false, 4]);
    await expect(admission.releaseWhile(first, () => Promise.reject(new Error('broken')))).rejects.toThrow();
    expect(first.isWorking).toBe(true);
  });
});
