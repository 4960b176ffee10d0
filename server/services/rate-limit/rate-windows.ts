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
import { type AddWindows, type Count, createCountTeller } from './count-teller';

export type RateWindowsOptions = {
  tell: AddWindows;
  clock: Clock;
  log: Log;
  meters: Meters;
  windowMs: number;
  /** How long what was counted may stay untold; 250 ms unless told. */
  everyMs?: number;
};

/** What an organization has counted in this window, and each of its subjects. */
export type OrgCounts = { whole: Count; subjects: Map<string, Count> };

export type RateWindows = {
  windowMs: number;
  /** Counts of one organization in the window of this moment. */
  of(orgId: string): OrgCounts;
  /** The count of one of its subjects. */
  in(org: OrgCounts, subject: string): Count;
  /** Counts one. */
  add(count: Count): void;
  /** How long this window goes on, in milliseconds. */
  leftMs(): number;
  /** Tells the database what was counted since the last time; never throws. */
  flush(): Promise<void>;
  /** Counts on without telling anyone. */
  close(): void;
};

const EVERY_MS = 250;
/** The subject of a whole organization. */
const WHOLE = 'org';

/** How many requests are known of, here and elsewhere. */
export function sumOf({ told, sent, fresh }: Count): number {
  return told + sent + fresh;
}

/** Makes a process's counts. */
export function createRateWindows(options: RateWindowsOptions): RateWindows {
  const { tell, clock, log, meters, windowMs, everyMs = EVERY_MS } = options;
  const teller = createCountTeller({ tell, log, meters, everyMs });
  let windowNo = 0;
  let orgs = new Map<string, OrgCounts>();

  // Never backwards: a clock that is set back must not begin a window twice.
  const roll = (): void => {
    const now = Math.floor(clock.now() / windowMs);
    if (now <= windowNo) return;
    windowNo = now;
    orgs = new Map();
    teller.drop();
  };

  const make = (orgId: string, subject: string): Count => {
    return { orgId, subject, windowAt: windowNo * windowMs, told: 0, sent: 0, fresh: 0 };
  };

  return {
    windowMs,
    of: (orgId) => {
      roll();
      const known = orgs.get(orgId);
      if (known) return known;
      const made = { whole: make(orgId, WHOLE), subjects: new Map<string, Count>() };
      orgs.set(orgId, made);
      return made;
    },
    in: ({ whole, subjects }, subject) => {
      const known = subjects.get(subject);
      if (known) return known;
      const made = make(whole.orgId, subject);
      subjects.set(subject, made);
      return made;
    },
    add: teller.add,
    leftMs: () => Math.max(0, (windowNo + 1) * windowMs - clock.now()),
    flush: teller.flush,
    close: teller.close,
  };
}
