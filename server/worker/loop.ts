import type { Platform } from '@/server/services/context';
import { startCoverageCounter } from '@/server/services/coverage/coverage-counter';
import { startDeliverySender } from '@/server/services/delivery/sending/delivery-sender';
import { startMailSender } from '@/server/services/mail/mail-sender';
import { startMigrationRunner } from '@/server/services/migration/start-migration-runner';
import { replayOnDraft } from '@/server/services/replay/replay-on-draft';
import { startReplayRunner } from '@/server/services/replay/start-replay-runner';
import { pause } from '@/server/shared/pause';
import { TASKS, type Task } from './tasks';

/*
 * Work that no request starts: due timers, calls of dead processes, overdue sessions, old records. Deliveries are sent beside it,
 * because they wait for endpoints of others, and so are mails; replays run beside it, because they take seconds, and turns are
 * counted beside it, with pauses. Any number of workers may run: each claims rows that no other holds.
 */

export type WorkerOptions = {
  /** The pause after a round without a full batch; 500 ms by default. */
  pollMs?: number;
  tasks?: readonly Task[];
  /** The time for running deliveries after a request to stop; default: 10 s. */
  drainMs?: number;
  /** Aborted when the process is to stop: no delivery starts from then on; tasks run until `stop`. */
  stopping?: AbortSignal;
};

export type Worker = {
  /** Resolves after the running batch and deliveries. */
  stop(): Promise<void>;
};

/** Starts the worker. A task that fails is logged and runs again in the next round. */
export function startWorker(platform: Platform, options: WorkerOptions = {}): Worker {
  const { pollMs = 500, tasks = TASKS, drainMs = 10_000 } = options;
  const sender = startDeliverySender(platform, { pollMs, drainMs });
  const mails = startMailSender(platform);
  const replays = startReplayRunner(platform, replayOnDraft);
  const migrations = startMigrationRunner(platform);
  const coverage = startCoverageCounter(platform);
  options.stopping?.addEventListener('abort', () => void sender.stop());
  const stopping = new AbortController();
  const { signal } = stopping;
  const nextAt = new Map<Task, number>();

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      const isBusy = await runRound(platform, tasks, nextAt, signal);
      if (!isBusy) await pause(pollMs, signal);
    }
  }

  const running = loop();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all([
      running,
      sender.stop(),
      mails.stop(),
      replays.stop(),
      migrations.stop(),
      coverage.stop(),
    ]);
  };
  return { stop };
}

/** Runs each task that is due once; true when one of them found a full batch. */
async function runRound(
  platform: Platform,
  tasks: readonly Task[],
  nextAt: Map<Task, number>,
  signal: AbortSignal,
): Promise<boolean> {
  let isBusy = false;
  for (const task of tasks) {
    if (signal.aborted || performance.now() < (nextAt.get(task) ?? 0)) continue;
    const isFull = await runTask(platform, task);
    if (!isFull && task.everyMs !== null) nextAt.set(task, performance.now() + task.everyMs);
    isBusy ||= isFull;
  }
  return isBusy;
}

async function runTask(platform: Platform, { name, batch, run }: Task): Promise<boolean> {
  try {
    return (await run(platform, { limit: batch })) >= batch;
  } catch (err) {
    platform.log.error({ err, task: name }, 'worker task failed, will retry');
    return false;
  }
}
