/*
 * Counts that hold across processes without a question to the database on a request's way.
 *
 * L1 A request is judged by what this process knows and waits for nothing: the sum that the database last told, and what
 *    was counted here since.
 * L2 What was counted here is told to the database within `everyMs` of the first of it, all of it in one statement,
 *    which answers with the sums over all processes. So beyond a limit of n go at most the requests that the processes
 *    let in during one round (`everyMs` and the statement's time), and never more than n in each process.
 * L3 Where nothing is counted nothing is sent, and without the database each process holds the limit by itself.
 * L4 Windows are fixed and begin at the same moments everywhere; what is known of a past one is dropped as a whole.
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
  /** How long what was counted may stay untold; 250 ms unless told. */
  everyMs?: number;
};

/** What an organization has counted in this window, and each of its subjects. */
export type OrgCounts = { total: RateCount; subjects: Map<string, RateCount> };

export type RateWindows = {
  windowMs: number;
  /** Counts of one organization in the window of this moment. */
  getOrg(orgId: string): OrgCounts;
  /** The count of one of its subjects. */
  getSubject(org: OrgCounts, subject: string): RateCount;
  /** Counts one. */
  add(count: RateCount): void;
  /** How long this window goes on, in milliseconds. */
  leftMs(): number;
  /** Tells the database what was counted since the last time; never throws. */
  flush(): Promise<void>;
  /** Counts on without telling anyone. */
  close(): void;
};

const EVERY_MS = 250;
/** The subject that stands for all requests of an organization. */
const TOTAL = 'org';

/** How many requests are known of, here and elsewhere. */
export function sumOf({ synced, inFlight, local }: RateCount): number {
  return synced + inFlight + local;
}

/** Makes a process's counts. */
export function createRateWindows(options: RateWindowsOptions): RateWindows {
  const { sync, clock, log, meters, windowMs, everyMs = EVERY_MS } = options;
  const counts = createRateCountSync({ sync, log, meters, everyMs });
  let windowNo = 0;
  let orgs = new Map<string, OrgCounts>();

  // Never backwards: a clock that is set back must not begin a window twice.
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
