/*
 * replay/taken-over: a replay whose process died is begun again by another one, at most MOST_ATTEMPTS times in all.
 * replay/cancelable: a canceled replay stops when its progress is stored next, within a second.
 */

import {
  type ClaimedReplay,
  claimReplays,
  finishReplay,
  releaseReplay,
  renewReplay,
} from '@/server/db/replay/store';
import type { JsonObject } from '@/server/engine/json';
import { pause } from '@/server/shared/pause';
import type { Platform } from '../context';
import type { ReplayFindings } from './findings';

const POLL_MS = 1_000;
const RENEW_MS = 1_000;
const LEASE_MS = 30_000;
const MOST_ATTEMPTS = 3;

type ReplayProgress = { done: number; total: number | null };

/** Replays the sessions of one request. It reports its progress and rejects soon after `signal` aborts. */
export type ReplayWork = (
  platform: Platform,
  replay: ClaimedReplay,
  control: { signal: AbortSignal; report(progress: ReplayProgress): void },
) => Promise<{ total: number; result: ReplayFindings }>;

export type ReplayRunner = {
  /** Resolves when the running replay has stopped; another process begins it again. */
  stop(): Promise<void>;
};

export type ReplayRunnerOptions = { pollMs?: number; renewMs?: number };

/** Runs one replay after another, beside the worker's tasks. */
export function startReplayRunner(
  platform: Platform,
  work: ReplayWork,
  { pollMs = POLL_MS, renewMs = RENEW_MS }: ReplayRunnerOptions = {},
): ReplayRunner {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      const [replay] = await claim(platform);
      if (replay) await tryReplay(platform, work, { replay, renewMs, stopping: signal });
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

function claim({ db, clock, processId, log }: Platform): Promise<ClaimedReplay[]> {
  const now = clock.now();
  const lease = { now: new Date(now), leaseUntil: new Date(now + LEASE_MS), processId };
  return claimReplays(db, { ...lease, limit: 1 }).catch((err: unknown) => {
    log.error({ err }, 'replays not claimed, will retry');
    return [];
  });
}

/** Without a database a replay keeps its lease, and is taken over when that is over. */
async function tryReplay(platform: Platform, work: ReplayWork, run: Run): Promise<void> {
  const { log } = platform;
  const { id: replayId } = run.replay;
  await runReplay(platform, work, run).catch((err: unknown) =>
    log.error({ err, replayId }, 'replay not stored'),
  );
}

type Run = { replay: ClaimedReplay; renewMs: number; stopping: AbortSignal };

async function runReplay(platform: Platform, work: ReplayWork, run: Run): Promise<void> {
  const { replay, stopping } = run;
  const { db, clock, processId, log } = platform;
  const held = { orgId: replay.orgId, id: replay.id, processId };
  const finish = (outcome: Parameters<typeof finishReplay>[1]['outcome']) =>
    finishReplay(db, { ...held, at: new Date(clock.now()), outcome });
  try {
    if (replay.attempts > MOST_ATTEMPTS) {
      await finish({
        status: 'failed',
        failure: `It was begun ${MOST_ATTEMPTS} times, and no server finished it.`,
      });
      return;
    }
    const { total, result } = await workUnderLease(platform, work, run);
    await finish({ status: 'completed', done: total, total, result: result as unknown as JsonObject });
  } catch (err) {
    if (stopping.aborted) return releaseReplay(db, { ...held, at: new Date(clock.now()) });
    log.error({ err, orgId: replay.orgId, replayId: replay.id }, 'replay failed');
    // A canceled replay, or one that another process has, is not changed by this.
    await finish({ status: 'failed', failure: 'The server could not run it; its log has the reason.' });
  }
}

/** Runs the work while its lease is renewed; aborts it when the lease is lost or the replay was canceled. */
async function workUnderLease(
  platform: Platform,
  work: ReplayWork,
  { replay, renewMs, stopping }: Run,
): ReturnType<ReplayWork> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  let progress: ReplayProgress = { done: 0, total: null };
  const report = (latest: ReplayProgress): void => {
    progress = latest;
  };
  const keeping = keepLease(platform, replay, { renewMs, signal, read: () => progress }).then(() =>
    lost.abort(),
  );
  try {
    return await work(platform, replay, { signal, report });
  } finally {
    lost.abort();
    await keeping;
  }
}

type Keeping = { renewMs: number; signal: AbortSignal; read(): ReplayProgress };

/** Renews a lease until it is lost or `signal` aborts. A database that is away loses no lease. */
async function keepLease(
  platform: Platform,
  replay: ClaimedReplay,
  { renewMs, signal, read }: Keeping,
): Promise<void> {
  const { db, clock, processId, log } = platform;
  const held = { orgId: replay.orgId, id: replay.id, processId };
  for (;;) {
    await pause(renewMs, signal);
    if (signal.aborted) return;
    const lease = { ...held, leaseUntil: new Date(clock.now() + LEASE_MS), ...read() };
    const isHeld = await renewReplay(db, lease).catch((err: unknown) => {
      log.warn({ err, replayId: replay.id }, 'replay lease not renewed, will retry');
      return true;
    });
    if (!isHeld) return;
  }
}
