import type { RateWindowRow } from '@/server/db/rate-window-store';
import type { Log } from '@/server/gateways/log';

/** One sum: `told` by the database, `sent` in the statement under way, `fresh` since then. */
export type Count = {
  orgId: string;
  subject: string;
  windowAt: number;
  told: number;
  sent: number;
  fresh: number;
};

/** Adds counts to those of other processes and returns the sums. */
export type AddWindows = (windows: readonly RateWindowRow[]) => Promise<RateWindowRow[]>;

export type CountTeller = {
  /** Counts one, to be told soon. */
  add(count: Count): void;
  /** Forgets what was to be told. */
  drop(): void;
  /** Tells what was counted since the last time; never throws. */
  flush(): Promise<void>;
  /** Counts on without telling anyone. */
  close(): void;
};

export type CountTellerOptions = { tell: AddWindows; log: Log; everyMs: number };

const LONGEST_PAUSE_MS = 5_000;

/** Tells the database what was counted, in one statement for all that changed, and takes its sums (L2, L3). */
export function createCountTeller({ tell, log, everyMs }: CountTellerOptions): CountTeller {
  let changed: Count[] = [];
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let telling: Promise<void> | null = null;
  let closed = false;

  const arm = (): void => {
    if (timer || telling || closed || changed.length === 0) return;
    timer = setTimeout(() => void flush(), Math.min(LONGEST_PAUSE_MS, everyMs * 2 ** failures));
    timer.unref();
  };

  const note = (count: Count, by: number): void => {
    if (count.fresh === 0) changed.push(count);
    count.fresh += by;
  };

  const tellAll = async (counts: readonly Count[]): Promise<void> => {
    for (const count of counts) [count.sent, count.fresh] = [count.fresh, 0];
    try {
      takeSums(counts, await tell(counts.map(toRow)));
      failures = 0;
    } catch (err) {
      // It may have been written for all that: then some count twice, until the window ends.
      for (const count of counts) note(count, count.sent);
      if (failures === 0) log.warn({ err }, 'rate limits hold for each process by itself for now');
      failures += 1;
    }
    for (const count of counts) count.sent = 0;
  };

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    while (telling) await telling;
    if (changed.length === 0) return;
    const counts = changed;
    changed = [];
    telling = tellAll(counts);
    await telling;
    telling = null;
    arm();
  };

  return {
    add: (count) => {
      note(count, 1);
      arm();
    },
    drop: () => {
      changed = [];
    },
    flush,
    close: () => {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

function toRow({ orgId, subject, windowAt, sent }: Count): RateWindowRow {
  return { orgId, subject, windowAt: new Date(windowAt), count: sent };
}

function takeSums(counts: readonly Count[], sums: readonly RateWindowRow[]): void {
  const byName = new Map(sums.map(({ orgId, subject, count }) => [`${orgId} ${subject}`, count]));
  for (const count of counts) {
    count.told = byName.get(`${count.orgId} ${count.subject}`) ?? count.told + count.sent;
  }
}
