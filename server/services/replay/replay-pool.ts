/*
 * Threads that replay sessions beside the requests of this process.
 *
 * replay/one-at-a-time  One task has the threads at a time; others wait for it, so that memory and processors are bounded.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { runInSlices } from '@/server/gateways/run-in-slices';
import {
  createTaskRunner,
  type ReplayBatch,
  type ReplayFlows,
  type ReplayResult,
  type ReplayTask,
} from './replay-task';

/** One place where batches run, one after the other. */
export type ReplayLane = {
  run(batch: ReplayBatch): Promise<ReplayResult[]>;
  /** The ids of the versions that it knows. */
  known: Set<string>;
  close(): Promise<unknown>;
};

export type ReplayPool = {
  /** Runs `work` with as many lanes as there are threads, after the tasks before it. */
  runTask<T>(task: ReplayTask, work: (lanes: readonly ReplayLane[]) => Promise<T>): Promise<T>;
};

export type ReplayPoolOptions = {
  /** The program of a thread; without it, replays run in slices between the requests. */
  file: URL | null;
  threads: number;
};

/** A thread that needs more memory ends, and its task fails. */
const MAX_HEAP_MB = 64;
/** More would be garbage that waits to be collected. */
const YOUNG_MB = 8;

/** Makes the pool of a process; threads live as long as their task. */
export function createReplayPool({ file, threads }: ReplayPoolOptions): ReplayPool {
  let last: Promise<unknown> = Promise.resolve();
  const isBuilt = file !== null && existsSync(file);
  const openLanes = (task: ReplayTask): ReplayLane[] =>
    isBuilt ? Array.from({ length: threads }, () => openThread(file, task)) : [openSlices(task)];

  const run = async <T>(task: ReplayTask, work: (lanes: readonly ReplayLane[]) => Promise<T>): Promise<T> => {
    const lanes = openLanes(task);
    try {
      return await work(lanes);
    } finally {
      await Promise.all(lanes.map((lane) => lane.close()));
    }
  };

  return {
    runTask(task, work) {
      const result = last.then(() => run(task, work));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

function openSlices(task: ReplayTask): ReplayLane {
  const runner = createTaskRunner(task);
  return {
    known: new Set(),
    run: (batch) => runInSlices(runner.runBatch(batch)),
    close: () => Promise.resolve(),
  };
}

function openThread(file: URL, task: ReplayTask): ReplayLane {
  const worker = new Worker(file, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  let settle: { resolve(results: ReplayResult[]): void; reject(error: Error): void } | null = null;
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure = error;
    settle?.reject(error);
  };
  worker.on('message', (results: ReplayResult[]) => settle?.resolve(results));
  worker.on('error', fail);
  worker.on('exit', () => fail(failure ?? new Error('The thread of a replay ended.')));
  return {
    known: new Set(),
    run: (batch) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        if (failure) reject(failure);
        else worker.postMessage(batch);
      }),
    close: () => worker.terminate(),
  };
}

/** The versions of a batch that a lane does not know yet; it knows them from then on. */
export function takeUnknown(lane: ReplayLane, versions: readonly ReplayFlows[]): ReplayFlows[] {
  const unknown = versions.filter(({ flow }) => !lane.known.has(flow));
  for (const { flow } of unknown) lane.known.add(flow);
  return unknown;
}
