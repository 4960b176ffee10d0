import { describe, expect, it, vi } from 'vitest';
import {
  type Admission,
  type AdmissionOptions,
  createAdmission,
  createRequestSlot,
  type RequestSlot,
} from './admission';
import { type ConcurrencyLimitOptions, createConcurrencyLimit } from './concurrency-limit';

const open = (options: Partial<ConcurrencyLimitOptions> = {}) =>
  createConcurrencyLimit({ places: 4, queue: 10, waitMs: 60_000, ...options });

/** Enters, and records who was let in, in order. */
function enter(gate: ReturnType<typeof open>, orgId: string, begun: string[]): Promise<string> {
  const place = gate.enter(orgId);
  if (!place) begun.push(orgId);
  return (place ?? Promise.resolve()).then(
    () => {
      if (place) begun.push(orgId);
      return 'in';
    },
    (error: Error) => error.message,
  );
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('the concurrency limit', () => {
  it('runs no more requests than its places, and keeps a quarter of them for others (concurrency/bounded)', async () => {
    const gate = open();
    const begun: string[] = [];
    for (let n = 0; n < 6; n += 1) void enter(gate, 'a', begun);
    expect(begun).toEqual(['a', 'a', 'a']);
    void enter(gate, 'b', begun);
    void enter(gate, 'b', begun);
    expect(begun).toEqual(['a', 'a', 'a', 'b']);
    expect(gate.counts()).toEqual({ working: 4, waiting: 4 });
  });

  it('alternates between organizations, however many requests of one wait (concurrency/fair)', async () => {
    const gate = open({ places: 1 });
    const begun: string[] = [];
    void enter(gate, 'x', begun);
    for (let n = 0; n < 4; n += 1) void enter(gate, 'a', begun);
    for (const orgId of ['b', 'c', 'b']) void enter(gate, orgId, begun);
    for (const orgId of ['x', 'a', 'b', 'c', 'a', 'b', 'a']) {
      gate.leave(orgId);
      await soon();
    }
    expect(begun.join('')).toBe('xabcabaa');
    gate.leave('a');
    expect(gate.counts()).toEqual({ working: 0, waiting: 0 });
  });

  it('refuses a request that waits too long (concurrency/fair)', async () => {
    const gate = open({ places: 1, waitMs: 50 });
    const begun: string[] = [];
    void enter(gate, 'a', begun);
    expect(await Promise.all([enter(gate, 'a', begun), enter(gate, 'b', begun)])).toEqual([
      'overloaded',
      'overloaded',
    ]);
    expect(gate.counts()).toEqual({ working: 1, waiting: 0 });
    gate.leave('a');
    expect(gate.enter('a')).toBeNull();
  });

  it('drops the request of the organization with most in a full queue (concurrency/flood-pays)', async () => {
    const gate = open({ places: 1, queue: 3 });
    const begun: string[] = [];
    void enter(gate, 'a', begun);
    const flood = [1, 2, 3].map(() => enter(gate, 'a', begun));
    expect(() => gate.check('a')).toThrow('overloaded');
    expect(await enter(gate, 'a', begun)).toBe('overloaded');
    expect(() => gate.check('b')).not.toThrow();
    const other = enter(gate, 'b', begun);
    expect(await flood[2]).toBe('overloaded');
    gate.leave('a');
    gate.leave('a');
    expect(await other).toBe('in');
    expect(gate.counts()).toEqual({ working: 1, waiting: 1 });
  });

  it('announces a refusal only to those whom a full queue would refuse now (concurrency/flood-pays)', () => {
    const gate = open({ places: 4, queue: 2 });
    const begun: string[] = [];
    // The share of `a` is taken and its requests fill the queue, but a place is free for others.
    for (let n = 0; n < 4; n += 1) void enter(gate, 'a', begun);
    expect(() => gate.check('a')).not.toThrow();
    void enter(gate, 'a', begun);
    expect(gate.counts()).toEqual({ working: 3, waiting: 2 });
    expect(() => gate.check('a')).toThrow('overloaded');
    expect(() => gate.check('b')).not.toThrow();
    void enter(gate, 'b', begun);
    expect(gate.counts()).toEqual({ working: 4, waiting: 2 });
    expect(() => gate.check('a')).toThrow('overloaded');
    expect(() => gate.check('b')).not.toThrow();
  });

  it('refuses one of two that have as many waiting as the other (concurrency/flood-pays)', () => {
    const gate = open({ places: 1, queue: 2 });
    const begun: string[] = [];
    for (const orgId of ['x', 'a', 'b']) void enter(gate, orgId, begun);
    expect(() => gate.check('a')).toThrow('overloaded');
    expect(() => gate.check('b')).toThrow('overloaded');
    expect(() => gate.check('c')).not.toThrow();
  });

  it('counts the places of those who came back before it announces a free one (concurrency/yields)', () => {
    const gate = open({ places: 4, queue: 1 });
    const begun: string[] = [];
    for (let n = 0; n < 3; n += 1) void enter(gate, 'a', begun);
    gate.reenter('b');
    void enter(gate, 'b', begun);
    expect(gate.counts()).toEqual({ working: 4, waiting: 1 });
    expect(() => gate.check('b')).toThrow('overloaded');
  });

  it('resumes an organization when it falls below its share (concurrency/bounded)', async () => {
    const gate = open({ places: 4 });
    const begun: string[] = [];
    for (let n = 0; n < 5; n += 1) void enter(gate, 'a', begun);
    expect(gate.counts()).toEqual({ working: 3, waiting: 2 });
    gate.leave('a');
    await soon();
    expect(begun).toHaveLength(4);
    expect(gate.counts()).toEqual({ working: 3, waiting: 1 });
  });
});

describe('admission', () => {
  const SMALL = { places: 1, queue: 10, waitMs: 60_000, requests: 2, bodyBytes: 100, strangerBytes: 20_000 };
  const admit = (more: Partial<AdmissionOptions> = {}) => createAdmission({ ...SMALL, ...more });
  const enter = (admission: Admission, orgId: string): RequestSlot => {
    const slot = createRequestSlot();
    admission.open();
    admission.enter(slot, orgId);
    return slot;
  };
  const holdOf = (admission: Admission, slot: RequestSlot, address = '') => {
    const cut = vi.fn();
    admission.openBody(slot, address, cut);
    return cut;
  };

  it('holds a bounded number of requests, and releases their resources (admission/bounded, admission/given-back)', () => {
    const admission = admit();
    admission.open();
    admission.open();
    expect(() => admission.open()).toThrow('overloaded');
    admission.close(createRequestSlot());
    expect(() => admission.open()).not.toThrow();
  });

  it('leaves a quarter of the requests to other organizations (admission/bounded)', () => {
    const admission = admit({ requests: 4 });
    const stays = Array.from({ length: 3 }, () => enter(admission, 'a'));
    expect(() => enter(admission, 'a')).toThrow('overloaded');
    admission.close(createRequestSlot());
    expect(() => enter(admission, 'b')).not.toThrow();
    for (const slot of stays) admission.close(slot);
    expect(() => enter(admission, 'a')).not.toThrow();
  });

  it('bounds the bodies, those of one organization to three quarters (admission/bodies-bounded, admission/given-back)', () => {
    const admission = admit({ requests: 10 });
    const [one, other] = [enter(admission, 'a'), enter(admission, 'b')];
    holdOf(admission, one);
    holdOf(admission, other);
    admission.addToBody(one, 60);
    admission.addToBody(one, 15);
    expect(() => admission.addToBody(one, 1)).toThrow('overloaded');
    admission.endBody(one);
    admission.addToBody(other, 25);
    expect(() => admission.addToBody(other, 1)).toThrow('overloaded');
    admission.close(one);
    admission.addToBody(other, 50);
    admission.close(other);
    expect(admission.counts()).toMatchObject({ requests: 0, bodyBytes: 0 });
  });

  it('counts bodies of strangers separately by address, and then for their organization (admission/strangers-apart)', () => {
    const admission = admit({ requests: 20 });
    const [one, other, known] = [createRequestSlot(), createRequestSlot(), enter(admission, 'a')];
    holdOf(admission, one, '10.0.0.1');
    holdOf(admission, other, '10.0.0.2');
    admission.addToBody(one, 5_904);
    expect(() => admission.addToBody(one, 1)).toThrow('overloaded');
    admission.addToBody(other, 90);
    expect(admission.counts().bodyBytes).toBe(2 * 4_096 + 5_904 + 90);
    holdOf(admission, known);
    admission.addToBody(known, 75);
    // A second body of this size does not fit into the organization's share.
    expect(() => admission.enter(other, 'a')).toThrow('overloaded');
    admission.close(known);
    admission.close(other);
    admission.close(one);
    expect(admission.counts().bodyBytes).toBe(0);
  });

  it('limits strangers to half of the requests (admission/strangers-apart)', () => {
    const admission = admit({ requests: 8, strangerBytes: 80_000 });
    const hold = (address: string) => holdOf(admission, createRequestSlot(), address);
    // Two bodies of one address take the half of `strangerBytes` that one address may have.
    const cuts = ['a', 'a', 'b', 'b'].map(hold);
    expect(() => hold('a')).toThrow('overloaded');
    expect(cuts.map((cut) => cut.mock.calls.length)).toEqual([0, 0, 0, 0]);
    hold('c');
    expect(cuts.filter((cut) => cut.mock.calls.length > 0)).toHaveLength(1);
  });

  it('yields its place while it waits, and gets one again at once (concurrency/yields)', async () => {
    const admission = admit();
    const [one, other] = [createRequestSlot(), createRequestSlot()];
    expect(admission.work(one, 'a')).toBeNull();
    const place = admission.work(other, 'b');
    expect(admission.counts()).toMatchObject({ working: 1, waiting: 1 });
    await admission.releaseWhile(one, async () => {
      await place;
      expect(admission.counts()).toMatchObject({ working: 1, waiting: 0 });
    });
    expect(admission.counts()).toMatchObject({ working: 2, waiting: 0 });
    admission.close(one);
    admission.close(other);
    expect(admission.counts()).toMatchObject({ working: 0, waiting: 0 });
  });

  it('keeps its place when the awaited work fails (admission/given-back)', async () => {
    const admission = admit();
    const slot = createRequestSlot();
    void admission.work(slot, 'a');
    await expect(admission.releaseWhile(slot, () => Promise.reject(new Error('gone')))).rejects.toThrow(
      'gone',
    );
    expect(admission.counts()).toMatchObject({ working: 1 });
    admission.close(slot);
    expect(admission.counts()).toMatchObject({ working: 0 });
  });
});
