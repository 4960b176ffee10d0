import { domainError } from '@/server/shared/errors';
import { createBodyPool, type PooledBody } from './body-pool';
import { type ConcurrencyLimitOptions, createConcurrencyLimit } from './concurrency-limit';

/*
 * What a process takes on, whoever asks: beyond it the answer is overloaded, and nothing more of the request is read.
 *
 * admission/bounded         No more than `requests` are in the process at once, those that wait for a place or for an answer
 *                           from outside included; one organization has three quarters of them at most. A stream is not
 *                           one of them once it has begun.
 * admission/bodies-bounded  Bodies take no more than `bodyBytes` together, those of one organization three quarters of it
 *                           at most (body-pool.ts).
 * admission/strangers-apart A body that is read before its credential is known counts against `strangerBytes` alone, one
 *                           address half of it at most, and at least so much that strangers hold half of the requests.
 * admission/given-back      What a request took is given back when it is answered, however that went.
 */

export type AdmissionOptions = ConcurrencyLimitOptions & {
  requests: number;
  bodyBytes: number;
  strangerBytes: number;
};

/** What one request has taken so far, beside being inside. */
export type RequestSlot = {
  orgId: string | null;
  /** Whether it counts for its organization. */
  isEntered: boolean;
  isWorking: boolean;
  body: PooledBody | null;
};

export type Admission = {
  /** Lets a request in, before anything is known of it; throws overloaded. */
  open(): void;
  /** Counts a request for the organization of its credential; throws overloaded, also where `work` would. */
  enter(slot: RequestSlot, orgId: string): void;
  /** Begins to hold a body, of the organization or else of the address; `cut` is called when its room is taken. */
  openBody(slot: RequestSlot, address: string, cut: () => void): void;
  /** Takes room for what has arrived of the body; throws overloaded. */
  addToBody(slot: RequestSlot, bytes: number): void;
  /** Notes that all of the body has arrived. */
  endBody(slot: RequestSlot): void;
  /** Takes a place in work, at once or in turn; the promise is refused with overloaded. */
  work(slot: RequestSlot, orgId: string): Promise<void> | null;
  /** Waits for something else without the place. */
  releaseWhile<T>(slot: RequestSlot, wait: () => Promise<T>): Promise<T>;
  close(slot: RequestSlot): void;
  counts(): { requests: number; bodyBytes: number; working: number; waiting: number };
};

const RETRY_AFTER_MS = 2_000;
const ORGANIZATION_SHARE = 0.75;
const ADDRESS_SHARE = 0.5;
// A connection on which a body is awaited takes memory, too.
const LEAST_STRANGER_BYTES = 4_096;

/** What a request has taken before it has taken anything. */
export function createRequestSlot(): RequestSlot {
  return { orgId: null, isEntered: false, isWorking: false, body: null };
}

/** Makes a process's admission. */
export function createAdmission(options: AdmissionOptions): Admission {
  const { requests, bodyBytes, strangerBytes, ...gateOptions } = options;
  const gate = createConcurrencyLimit(gateOptions);
  const entered = createEntries(Math.ceil(requests * ORGANIZATION_SHARE));
  const bodies = createBodies(options);
  let inside = 0;

  const begin = (slot: RequestSlot, orgId: string): void => {
    slot.orgId = orgId;
    slot.isWorking = true;
  };

  const rest = (slot: RequestSlot): void => {
    if (!slot.isWorking || slot.orgId === null) return;
    slot.isWorking = false;
    gate.leave(slot.orgId);
  };

  return {
    open: () => {
      if (inside >= requests) throw overloaded();
      inside += 1;
    },
    enter: (slot, orgId) => {
      entered.add(orgId);
      slot.orgId = orgId;
      slot.isEntered = true;
      if (slot.body) bodies.own(slot, orgId);
      gate.check(orgId);
    },
    openBody: bodies.open,
    addToBody: bodies.add,
    endBody: ({ body }) => {
      if (body) body.cut = null;
    },
    work: (slot, orgId) => {
      const place = gate.enter(orgId);
      if (place) return place.then(() => begin(slot, orgId));
      begin(slot, orgId);
      return null;
    },
    releaseWhile: async (slot, wait) => {
      const { orgId, isWorking } = slot;
      rest(slot);
      try {
        return await wait();
      } finally {
        if (isWorking && orgId !== null) {
          gate.reenter(orgId);
          begin(slot, orgId);
        }
      }
    },
    close: (slot) => {
      rest(slot);
      inside -= 1;
      if (slot.isEntered && slot.orgId !== null) entered.remove(slot.orgId);
      bodies.close(slot);
    },
    counts: () => ({ requests: inside, bodyBytes: bodies.bytes(), ...gate.counts() }),
  };
}

/** Counts the requests of each organization, at most `most`. */
function createEntries(most: number) {
  const counts = new Map<string, number>();
  return {
    add: (orgId: string): void => {
      const before = counts.get(orgId) ?? 0;
      if (before >= most) throw overloaded();
      counts.set(orgId, before + 1);
    },
    remove: (orgId: string): void => {
      const left = (counts.get(orgId) ?? 0) - 1;
      if (left > 0) counts.set(orgId, left);
      else counts.delete(orgId);
    },
  };
}

/** The bodies of organizations, and those of whom nothing is known but the address. */
function createBodies({ requests, bodyBytes, strangerBytes }: AdmissionOptions) {
  const known = createBodyPool({ bytes: bodyBytes, share: ORGANIZATION_SHARE });
  const strangers = createBodyPool({ bytes: strangerBytes, share: ADDRESS_SHARE });
  const first = Math.max(LEAST_STRANGER_BYTES, (2 * strangerBytes) / requests);
  const poolOf = ({ orgId }: RequestSlot) => (orgId === null ? strangers : known);

  const open = (slot: RequestSlot, address: string, cut: () => void): void => {
    const body = poolOf(slot).open(slot.orgId ?? address);
    slot.body = body;
    body.cut = cut;
    if (slot.orgId === null) strangers.add(body, first);
  };

  const add = (slot: RequestSlot, bytes: number): void => {
    if (slot.body) poolOf(slot).add(slot.body, bytes);
  };

  const close = ({ body }: RequestSlot): void => {
    if (!body) return;
    known.close(body);
    strangers.close(body);
  };

  /** The body of a stranger whose credential is known by now. */
  const own = (slot: RequestSlot, orgId: string): void => {
    const { body } = slot;
    if (!body) return;
    strangers.close(body);
    slot.body = known.open(orgId);
    known.add(slot.body, Math.max(0, body.bytes - first));
  };

  return { open, add, close, own, bytes: () => known.bytes() + strangers.bytes() };
}

function overloaded(): Error {
  return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
}
