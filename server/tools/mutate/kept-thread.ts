import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node';

type Listener = (message: unknown) => void;
type Context = Extract<WorkerRequest, { type: 'start' }>['context'];

/** The time for the modules of a test file that the thread has not run before, on a busy machine. */
const LOADING_MS = 30_000;

let kept: Worker | undefined;
let loaded = new Set<string>();

/**
 * A pool of one thread that lives over many runs, so that the product's modules load once and not for every mutant. Vitest
 * starts and stops a worker for each run: the thread sees the first start alone, and later ones change its settings. A run
 * that takes longer than the milliseconds in MUTATE_LIMIT_MS fails, ends the thread, and sets MUTATE_IS_OVER: Vitest reports
 * every end of a thread with the same words.
 */
export const keptThread: PoolRunnerInitializer = {
  name: 'kept-thread',
  createPoolWorker: ({ distPath, env, execArgv }) => {
    const isNew = kept === undefined;
    if (isNew) loaded = new Set();
    kept ??= new Worker(resolve(distPath, 'workers/threads.js'), { env, execArgv });
    return toPoolWorker(kept, isNew);
  },
};

function toPoolWorker(thread: Worker, isNew: boolean): PoolWorker {
  const listeners: { event: string; callback: Listener }[] = [];
  let context: Context | undefined;
  let limit: NodeJS.Timeout | undefined;
  const emit = (name: string, value: unknown) => {
    for (const { event, callback } of listeners) if (event === name) callback(value);
  };
  const answer = (type: 'started' | 'stopped') =>
    queueMicrotask(() => emit('message', { __vitest_worker_response__: true, type }));
  const run = (message: Extract<WorkerRequest, { type: 'run' }>) => {
    const ms = Number(process.env.MUTATE_LIMIT_MS);
    const files = message.context.files.map(({ filepath }) => filepath);
    const loadingMs = files.every((file) => loaded.has(file)) ? 0 : LOADING_MS;
    for (const file of files) loaded.add(file);
    if (ms > 0) limit = setTimeout(end, ms + loadingMs);
    thread.postMessage({ ...message, context: { ...message.context, config: context?.config } });
  };
  const end = () => {
    kept = undefined;
    process.env.MUTATE_IS_OVER = 'true';
    emit('error', new Error('MUTATE_LIMIT_MS is over'));
    void thread.terminate();
  };
  return {
    name: keptThread.name,
    start: () => Promise.resolve(),
    stop: () => {
      clearTimeout(limit);
      for (const { event, callback } of listeners) thread.off(event, callback);
      return Promise.resolve();
    },
    on: (event, callback) => {
      listeners.push({ event, callback });
      thread.on(event, callback);
    },
    off: (event, callback) => thread.off(event, callback),
    send: (message) => {
      if (message.type === 'start') context = message.context;
      if (message.type === 'run') run(message);
      else if (message.type === 'stop') answer('stopped');
      else if (message.type === 'start' && !isNew) answer('started');
      else thread.postMessage(message);
    },
    deserialize: (data) => data,
    canReuse: () => true,
  };
}
