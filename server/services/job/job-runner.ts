/*
 * Runs the jobs of one kind, one after the other.
 *
 * job/taken-over: a job whose process died is begun again by another one, at most MOST_ATTEMPTS times in all.
 * job/cancelable: a canceled job stops when its progress is stored next, within a second.
 */

import type { createJobLeases, JobOutcome, JobProgress } from '@/server/db/job/job-leases';
import type { JsonObject } from '@/server/engine/json';
import { pause } from '@/server/shared/pause';
import type { Platform } from '../context';

const POLL_MS = 1_000;
const RENEW_MS = 1_000;
const LEASE_MS = 30_000;
const MOST_ATTEMPTS = 3;

type ClaimedJob = { orgId: string; id: string; attempts: number };

/** Does one job. It reports its progress and rejects soon after `signal` aborts. */
export type JobWork<Job, Result> = (
  platform: Platform,
  job: Job,
  control: { signal: AbortSignal; report(progress: JobProgress): void },
) => Promise<{ total: number; result: Result }>;

type Store = ReturnType<typeof createJobLeases>;

/** The jobs of one kind; `name` is in the log. */
export type JobKind<Job extends ClaimedJob, Result extends object> = {
  name: string;
  store: Pick<Store, 'renew' | 'finish' | 'release'> & {
    claim(db: Platform['db'], claim: Parameters<Store['claim']>[1]): Promise<Job[]>;
  };
  work: JobWork<Job, Result>;
};

export type JobRunner = {
  /** Resolves when the running job has stopped; another process begins it again. */
  stop(): Promise<void>;
};

export type JobRunnerOptions = { pollMs?: number; renewMs?: number };

/** Runs one job after another, beside the worker's tasks. */
export function startJobRunner<Job extends ClaimedJob, Result extends object>(
  platform: Platform,
  kind: JobKind<Job, Result>,
  { pollMs = POLL_MS, renewMs = RENEW_MS }: JobRunnerOptions = {},
): JobRunner {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      const [job] = await claim(platform, kind);
      if (job) await tryJob(platform, kind, { job, renewMs, stopping: signal });
      else await pause(pollMs, signal);
    }
  };
  const running = loop();
  const stop = (): Promise<void> => {
    stopping.abort();
    return running;
  };
  return { stop };
}

function claim<Job extends ClaimedJob, Result extends object>(
  { db, clock, processId, log }: Platform,
  { name, store }: JobKind<Job, Result>,
): Promise<Job[]> {
  const now = clock.now();
  const lease = { now: new Date(now), leaseUntil: new Date(now + LEASE_MS), processId };
  return store.claim(db, { ...lease, limit: 1 }).catch((err: unknown) => {
    log.error({ err, job: name }, 'jobs not claimed, will retry');
    return [];
  });
}

/** Without a database a job keeps its lease, and is taken over when that is over. */
async function tryJob<Job extends ClaimedJob, Result extends object>(
  platform: Platform,
  kind: JobKind<Job, Result>,
  run: Run<Job>,
): Promise<void> {
  const { id } = run.job;
  await runJob(platform, kind, run).catch((err: unknown) =>
    platform.log.error({ err, job: kind.name, id }, 'job not stored'),
  );
}

type Run<Job> = { job: Job; renewMs: number; stopping: AbortSignal };

async function runJob<Job extends ClaimedJob, Result extends object>(
  platform: Platform,
  kind: JobKind<Job, Result>,
  run: Run<Job>,
): Promise<void> {
  const { job, stopping } = run;
  const { db, clock, processId, log } = platform;
  const { name, store } = kind;
  const held = { orgId: job.orgId, id: job.id, processId };
  const finish = (outcome: JobOutcome) => store.finish(db, { ...held, at: new Date(clock.now()), outcome });
  try {
    if (job.attempts > MOST_ATTEMPTS) {
      await finish({
        status: 'failed',
        failure: `It was begun ${MOST_ATTEMPTS} times, and no server finished it.`,
      });
      return;
    }
    const { total, result } = await workUnderLease(platform, kind, run);
    await finish({ status: 'completed', done: total, total, result: result as JsonObject });
  } catch (err) {
    if (stopping.aborted) return store.release(db, { ...held, at: new Date(clock.now()) });
    log.error({ err, job: name, orgId: job.orgId, id: job.id }, 'job failed');
    // A canceled job, or one that another process has, is not changed by this.
    await finish({ status: 'failed', failure: 'The server could not run it; its log has the reason.' });
  }
}

/** Does the work while its lease is renewed; aborts it when the lease is lost or the job was canceled. */
async function workUnderLease<Job extends ClaimedJob, Result extends object>(
  platform: Platform,
  kind: JobKind<Job, Result>,
  { job, renewMs, stopping }: Run<Job>,
): ReturnType<JobWork<Job, Result>> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  let progress: JobProgress = { done: 0, total: null };
  const report = (latest: JobProgress): void => {
    progress = latest;
  };
  const keeping = keepLease(platform, kind, { job, renewMs, signal, read: () => progress }).then(() =>
    lost.abort(),
  );
  try {
    return await kind.work(platform, job, { signal, report });
  } finally {
    lost.abort();
    await keeping;
  }
}

type Keeping = { job: ClaimedJob; renewMs: number; signal: AbortSignal; read(): JobProgress };

/** Renews a lease until it is lost or `signal` aborts. A database that is away loses no lease. */
async function keepLease(
  platform: Platform,
  { name, store }: { name: string; store: Pick<Store, 'renew'> },
  { job, renewMs, signal, read }: Keeping,
): Promise<void> {
  const { db, clock, processId, log } = platform;
  const held = { orgId: job.orgId, id: job.id, processId };
  for (;;) {
    await pause(renewMs, signal);
    if (signal.aborted) return;
    const lease = { ...held, leaseUntil: new Date(clock.now() + LEASE_MS), ...read() };
    const isHeld = await store.renew(db, lease).catch((err: unknown) => {
      log.warn({ err, job: name, id: job.id }, 'lease of a job not renewed, will retry');
      return true;
    });
    if (!isHeld) return;
  }
}
