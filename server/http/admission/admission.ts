import { domainError } from '@/server/shared/errors';
import { createBodyPool, type PooledBody } from './body-pool';
import { type ConcurrencyLimitOptions, createConcurrencyLimit } from './concurrency-limit';

/*
 * The bounds of what a process accepts. Beyond them a request is refused as overloaded, before more of it is read.
 *
 * admission/bounded         At most `requests` are in the process at once, including those that wait for a place or for an
 *                           outside response; one organization has at most three quarters of them. A stream counts only
 *                           until it begins.
 * admission/bodies-bounded  Bodies take at most `bodyBytes` together; those of one organization at most three quarters
 *                           (body-pool.ts).
 * admission/strangers-apart A stranger is a client without a known credential. A body that is read before its credential is
 *                           known counts against `strangerBytes` alone, at most half of it for one address. Each such body
 *                           counts with a minimum, so that strangers hold at most half of the requests.
 * admission/given-back      Everything that a request holds is released when it is answered, also after a failure.
 */

export type AdmissionOptions = ConcurrencyLimitOptions & {
  requests: number;
  bodyBytes: number;
  strangerBytes: number;
};

/** The shares of the process that one request holds. */
export type RequestSlot = {
  orgId: string | null;
  /** Whether it counts toward the requests of its organization. */
  isEntered: boolean;
  isWorking: boolean;
  body: PooledBody | null;
};

export type Admission = {
  /** Admits a request before anything about it is known; throws overloaded. */
  open(): void;
  /** Counts a request toward the organization of its credential; throws overloaded, also when `work` would. */
  enter(slot: RequestSlot, orgId: string): void;
  /**
   * Opens a body for the organization, or for the address while that is unknown. `cut` is called when its memory is
   * taken away.
   */
  openBody(slot: RequestSlot, address: string, cut: () => void): void;
  /** Reserves memory for received bytes; throws overloaded. */
  addToBody(slot: RequestSlot, bytes: number): void;
  /** Marks the body as completely received. */
  endBody(slot: RequestSlot): void;
  /** Takes a place to work: null when it is free, else a promise that rejects with overloaded. */
  work(slot: RequestSlot, orgId: string): Promise<void> | null;
  /** Waits for an outside response with the place released. */
  releaseWhile<T>(slot: RequestSlot, wait: () => Promise<T>): Promise<T>;
  close(slot: RequestSlot): void;
  counts(): { requests: number; bodyBytes: number; working: number; waiting: number };
};

const RETRY_AFTER_MS = 2_000;
const ORGANIZATION_SHARE = 0.75;
const ADDRESS_SHARE = 0.5;
// A connection that waits for a body takes memory, too.
const LEAST_STRANGER_BYTES = 4_096;

/** A slot that holds nothing yet. */
export function createRequestSlot(): RequestSlot {
  return { orgId: null, isEntered: false, isWorking: false, body: null };
}

/** Creates the admission of a process. */
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

/** Counts the requests of each organization, at most `most` each. */
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

/** The bodies of organizations and those of strangers. */
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

  /** Moves the body of a stranger to the organization of its credential. */
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
