import { domainError } from '@/server/shared/errors';
import { createWorkGate, type WorkGateOptions } from './work-gate';

/*
 * What a process takes on, whoever asks: beyond it the answer is overloaded, and nothing of the request is read.
 *
 * P1 No more than `requests` are in the process at once, those that wait for a place or for an answer from outside
 *    included. A stream is not one of them once it has begun.
 * P2 The bodies that are held together are no larger than `bodyBytes`.
 * P3 What a request took is given back when it is answered, however that went.
 */

export type AdmissionOptions = WorkGateOptions & { requests: number; bodyBytes: number };

/** What one request has taken so far, beside being inside. */
export type Stay = { orgId: string | null; isWorking: boolean; bytes: number };

export type Admission = {
  /** Lets a request in, before anything is known of it; throws overloaded. */
  open(): void;
  /** Throws overloaded where `work` would. */
  check(orgId: string): void;
  /** Takes room for a body; throws overloaded. */
  hold(stay: Stay, bytes: number): void;
  /** Takes a place in work, at once or in turn; the promise is refused with overloaded. */
  work(stay: Stay, orgId: string): Promise<void> | null;
  /** Waits for something else without the place. */
  aside<T>(stay: Stay, wait: () => Promise<T>): Promise<T>;
  close(stay: Stay): void;
  counts(): { requests: number; bodyBytes: number; working: number; waiting: number };
};

const RETRY_AFTER_MS = 2_000;

/** Makes a process's admission. */
export function createAdmission({ requests, bodyBytes, ...gateOptions }: AdmissionOptions): Admission {
  const gate = createWorkGate(gateOptions);
  let inside = 0;
  let held = 0;

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
    check: gate.check,
    hold: (stay, bytes) => {
      if (held + bytes > bodyBytes) throw overloaded();
      held += bytes;
      stay.bytes += bytes;
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
      held -= stay.bytes;
    },
    counts: () => ({ requests: inside, bodyBytes: held, ...gate.counts() }),
  };
}

function overloaded(): Error {
  return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
}
