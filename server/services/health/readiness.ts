/*
 * Whether this process should receive traffic.
 *
 * readiness/within-a-second: the answer comes within a second whatever the database does, and the database is queried
 *   at most once a second.
 * readiness/stopping-at-once: a stopping process is not ready at once.
 * readiness/lag-of-workers: the worker lag makes only workers unready; other processes just report it.
 */
import type { Probe } from '@/server/db/connection/probe';
import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import { memoizeFor } from '@/server/shared/memoize-for';

/** `ok` is null when unknown. */
type Check<Figures extends object> = { ok: boolean | null } & Figures;

type Checks = {
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
  /** The names of the migrations that this build requires. */
  listNeeded(): Promise<string[]>;
  /** The longest acceptable delay of due work, in milliseconds. */
  maxLagMs: number;
  /** Whether this process is a worker. */
  isWorker: boolean;
  /** Aborted when the process is asked to stop. */
  stopping: AbortSignal;
};

type Found = Omit<Checks, 'process'>;

/** The timeout of a check; its result is cached for KEEP_MS. */
export const PROBE_TIMEOUT_MS = 900;
const KEEP_MS = 1_000;

/** Creates the readiness check of a process. */
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

/** Runs the checks once; those without a result in time stay unknown. */
async function lookWithin(options: ReadinessOptions): Promise<Found> {
  const found = toUnknown(options);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PROBE_TIMEOUT_MS);
  });
  const looked = refresh(options, found).catch((err: unknown) =>
    options.log.warn({ err }, 'readiness check failed'),
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

async function refresh(options: ReadinessOptions, found: Found): Promise<void> {
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
