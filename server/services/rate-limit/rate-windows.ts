/*
 * Rate counts over all processes, without a query during a request.
 *
 * limits/no-wait: a request is judged at once, by the last sum from the database and the local count since.
 * limits/one-round: local counts are sent to the database within `everyMs`, all in one statement, which returns the
 *   sums over all processes. A limit of n is exceeded at most by the requests that the processes accept during one
 *   round (`everyMs` plus the statement), and never by more than n in each process.
 * limits/per-process-fallback: without counts nothing is sent, and without the database each process enforces the
 *   limit by itself.
 * limits/fixed-windows: windows are fixed and start at the same time everywhere; a past window is deleted as a unit.
 */
import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import type { Meters } from '@/server/gateways/telemetry/meters';
import { type AddWindows, createRateCountSync, type RateCount } from './rate-count-sync';

export type RateWindowsOptions = {
  sync: AddWindows;
  clock: Clock;
  log: Log;
  meters: Meters;
  windowMs: number;
  /** The longest delay until a local count is synchronized; default 250 ms. */
  everyMs?: number;
};

/** The counts of an organization in this window, in total and per subject. */
type OrgCounts = { total: RateCount; subjects: Map<string, RateCount> };

export type RateWindows = {
  windowMs: number;
  /** The counts of one organization in the current window. */
  getOrg(orgId: string): OrgCounts;
  /** The count of one subject. */
  getSubject(org: OrgCounts, subject: string): RateCount;
  /** Counts one request. */
  add(count: RateCount): void;
  /** The remaining time of this window, in milliseconds. */
  leftMs(): number;
  /** Synchronizes changed counts; never throws. */
  flush(): Promise<void>;
  /** Stops synchronizing; counting continues. */
  close(): void;
};

const EVERY_MS = 250;
/** The subject that stands for all requests of an organization. */
const TOTAL = 'org';

/** All known requests, of this process and of others. */
export function sumOf({ synced, inFlight, local }: RateCount): number {
  return synced + inFlight + local;
}

/** Creates the counts of a process. */
export function createRateWindows(options: RateWindowsOptions): RateWindows {
  const { sync, clock, log, meters, windowMs, everyMs = EVERY_MS } = options;
  const counts = createRateCountSync({ sync, log, meters, everyMs });
  let windowNo = 0;
  let orgs = new Map<string, OrgCounts>();

  // Never backwards: a clock that is set back must not start a window twice.
  const roll = (): void => {
    const now = Math.floor(clock.now() / windowMs);
    if (now <= windowNo) return;
    windowNo = now;
    orgs = new Map();
    counts.deleteAll();
  };

  const make = (orgId: string, subject: string): RateCount => {
    return { orgId, subject, windowAt: windowNo * windowMs, synced: 0, inFlight: 0, local: 0 };
  };

  return {
    windowMs,
    getOrg: (orgId) => {
      roll();
      const known = orgs.get(orgId);
      if (known) return known;
      const made = { total: make(orgId, TOTAL), subjects: new Map<string, RateCount>() };
      orgs.set(orgId, made);
      return made;
    },
    getSubject: ({ total, subjects }, subject) => {
      const known = subjects.get(subject);
      if (known) return known;
      const made = make(total.orgId, subject);
      subjects.set(subject, made);
      return made;
    },
    add: counts.add,
    leftMs: () => Math.max(0, (windowNo + 1) * windowMs - clock.now()),
    flush: counts.flush,
    close: counts.close,
  };
}
