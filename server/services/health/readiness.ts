/*
 * Whether this process should be given work.
 * Y1 The answer comes within a second, whatever the database does, and the database is asked at most once a second.
 * Y2 A process that stops says so at once.
 * Y3 The lag of the workers speaks against a process that is one; the others only tell it.
 */
import type { Probe } from '@/server/db/connection/probe';
import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import { memoizeFor } from '@/server/shared/memoize-for';

/** `ok` is null where it could not be found out. */
type Check<Figures extends object> = { ok: boolean | null } & Figures;

export type Checks = {
  process: Check<{ stopping: boolean }>;
  database: Check<{ answeredInMs: number | null }>;
  migrations: Check<{ applied: number | null; missing: string[] }>;
  worker: Check<{ lagMs: number | null; limitMs: number; judged: boolean }>;
};

export type ReadinessReport = { ready: boolean; notReady: (keyof Checks)[]; checks: Checks };

export type Readiness = { check(): Promise<ReadinessReport> };

export type ReadinessOptions = {
  probe: Probe;
  clock: Clock;
  log: Log;
  /** The names of the migrations that this build needs. */
  listNeeded(): Promise<string[]>;
  /** How long a worker's oldest work may have waited, in milliseconds. */
  maxLagMs: number;
  /** Whether this process is a worker. */
  isWorker: boolean;
  /** Aborted when the process was asked to stop. */
  stopping: AbortSignal;
};

type Found = Omit<Checks, 'process'>;

/** How long a look may take, and how long what it saw is given out. */
export const PROBE_TIMEOUT_MS = 900;
const KEEP_MS = 1_000;

/** Makes the judge of a process. */
export function createReadiness(options: ReadinessOptions): Readiness {
  const look = memoizeFor(() => lookWithin(options), KEEP_MS);
  const check = async (): Promise<ReadinessReport> => {
    const found = await look();
    const stopping = options.stopping.aborted;
    return judge({ process: { ok: !stopping, stopping }, ...found });
  };
  return { check };
}

function judge(checks: Checks): ReadinessReport {
  const names = Object.keys(checks) as (keyof Checks)[];
  const notReady = names.filter((name) => checks[name].ok === false);
  return { ready: notReady.length === 0, notReady, checks };
}

/** Looks once; what is not known in time is not known. */
async function lookWithin(options: ReadinessOptions): Promise<Found> {
  const found = toUnknown(options);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PROBE_TIMEOUT_MS);
  });
  const looked = lookAt(options, found).catch((err: unknown) =>
    options.log.warn({ err }, 'the database could not be looked at'),
  );
  await Promise.race([looked, late]);
  clearTimeout(timer);
  return { ...found };
}

function toUnknown({ maxLagMs, isWorker }: ReadinessOptions): Found {
  return {
    database: { ok: false, answeredInMs: null },
    migrations: { ok: null, applied: null, missing: [] },
    worker: { ok: null, lagMs: null, limitMs: maxLagMs, judged: isWorker },
  };
}

async function lookAt(options: ReadinessOptions, found: Found): Promise<void> {
  const { probe, clock, maxLagMs, isWorker } = options;
  const startedAt = performance.now();
  const needed = await options.listNeeded();
  const applied = new Set(await probe.listApplied());
  found.database = { ok: true, answeredInMs: Math.ceil(performance.now() - startedAt) };
  const missing = needed.filter((name) => !applied.has(name));
  found.migrations = { ok: missing.length === 0, applied: applied.size, missing };
  if (missing.length > 0) return;
  const now = clock.now();
  const since = await probe.findOldestWork(new Date(now));
  const lagMs = since ? Math.max(0, now - since.getTime()) : 0;
  found.worker = { ok: !isWorker || lagMs <= maxLagMs, lagMs, limitMs: maxLagMs, judged: isWorker };
}
