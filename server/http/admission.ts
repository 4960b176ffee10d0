import { domainError } from '@/server/shared/errors';
import { createBodyPool, type HeldBody } from './body-pool';
import { createWorkGate, type WorkGateOptions } from './work-gate';

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

export type AdmissionOptions = WorkGateOptions & {
  requests: number;
  bodyBytes: number;
  strangerBytes: number;
};

/** What one request has taken so far, beside being inside. */
export type Stay = {
  orgId: string | null;
  /** Whether it counts for its organization. */
  isEntered: boolean;
  isWorking: boolean;
  body: HeldBody | null;
};

export type Admission = {
  /** Lets a request in, before anything is known of it; throws overloaded. */
  open(): void;
  /** Counts a request for the organization of its credential; throws overloaded, also where `work` would. */
  enter(stay: Stay, orgId: string): void;
  /** Begins to hold a body, of the organization or else of the address; `cut` is called when its room is taken. */
  holdBody(stay: Stay, address: string, cut: () => void): void;
  /** Takes room for what has arrived of the body; throws overloaded. */
  hold(stay: Stay, bytes: number): void;
  /** Notes that all of the body has arrived. */
  endBody(stay: Stay): void;
  /** Takes a place in work, at once or in turn; the promise is refused with overloaded. */
  work(stay: Stay, orgId: string): Promise<void> | null;
  /** Waits for something else without the place. */
  aside<T>(stay: Stay, wait: () => Promise<T>): Promise<T>;
  close(stay: Stay): void;
  counts(): { requests: number; bodyBytes: number; working: number; waiting: number };
};

const RETRY_AFTER_MS = 2_000;
const ORGANIZATION_SHARE = 0.75;
const ADDRESS_SHARE = 0.5;
// A connection on which a body is awaited takes memory, too.
const LEAST_STRANGER_BYTES = 4_096;

/** What a request has taken before it has taken anything. */
export function createStay(): Stay {
  return { orgId: null, isEntered: false, isWorking: false, body: null };
}

/** Makes a process's admission. */
export function createAdmission(options: AdmissionOptions): Admission {
  const { requests, bodyBytes, strangerBytes, ...gateOptions } = options;
  const gate = createWorkGate(gateOptions);
  const entered = createEntries(Math.ceil(requests * ORGANIZATION_SHARE));
  const bodies = createBodies(options);
  let inside = 0;

  const begin = (stay: Stay, orgId: string): void => {
    stay.orgId = orgId;
    stay.isWorking = true;
  };

  const rest = (stay: Stay): void => {
    if (!stay.isWorking || stay.orgId === null) return;
    stay.isWorking = false;
    gate.leave(stay.orgId);
  };

  return {
    open: () => {
      if (inside >= requests) throw overloaded();
      inside += 1;
    },
    enter: (stay, orgId) => {
      entered.add(orgId);
      stay.orgId = orgId;
      stay.isEntered = true;
      if (stay.body) bodies.own(stay, orgId);
      gate.check(orgId);
    },
    holdBody: bodies.open,
    hold: bodies.add,
    endBody: ({ body }) => {
      if (body) body.cut = null;
    },
    work: (stay, orgId) => {
      const place = gate.enter(orgId);
      if (place) return place.then(() => begin(stay, orgId));
      begin(stay, orgId);
      return null;
    },
    aside: async (stay, wait) => {
      const { orgId, isWorking } = stay;
      rest(stay);
      try {
        return await wait();
      } finally {
        if (isWorking && orgId !== null) {
          gate.reenter(orgId);
          begin(stay, orgId);
        }
      }
    },
    close: (stay) => {
      rest(stay);
      inside -= 1;
      if (stay.isEntered && stay.orgId !== null) entered.remove(stay.orgId);
      bodies.close(stay);
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
  const poolOf = ({ orgId }: Stay) => (orgId === null ? strangers : known);

  const open = (stay: Stay, address: string, cut: () => void): void => {
    const body = poolOf(stay).open(stay.orgId ?? address);
    stay.body = body;
    body.cut = cut;
    if (stay.orgId === null) strangers.add(body, first);
  };

  const add = (stay: Stay, bytes: number): void => {
    if (stay.body) poolOf(stay).add(stay.body, bytes);
  };

  const close = ({ body }: Stay): void => {
    if (!body) return;
    known.close(body);
    strangers.close(body);
  };

  /** The body of a stranger whose credential is known by now. */
  const own = (stay: Stay, orgId: string): void => {
    const { body } = stay;
    if (!body) return;
    strangers.close(body);
    stay.body = known.open(orgId);
    known.add(stay.body, Math.max(0, body.bytes - first));
  };

  return { open, add, close, own, bytes: () => known.bytes() + strangers.bytes() };
}

function overloaded(): Error {
  return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
}
