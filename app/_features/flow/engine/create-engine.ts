import type { EngineReply, EngineTask, EngineTasks } from './engine-tasks';

/** The engine as a page uses it. A task fails when the worker does, or when the engine is closed before its answer. */
export type Engine = {
  run: <K extends EngineTask>(task: K, input: EngineTasks[K]['input']) => Promise<EngineTasks[K]['answer']>;
  close: () => void;
};

/** The part of a `Worker` that carries messages. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

const CLOSED = 'The engine is closed.';

type Waiting = { resolve: (answer: never) => void; reject: (reason: Error) => void };

/**
 * Opens the engine in a worker of its own; answers come in any order. The task after a failure of the worker opens another one,
 * since its script may have failed to load for want of a network.
 */
export function createEngine(openWorker: () => WorkerPort): Engine {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isClosed = false;
  let worker: WorkerPort | null = null;
  const fail = (reason: string) => {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  const receive = ({ data }: MessageEvent<EngineReply>) => {
    const task = waiting.get(data.id);
    waiting.delete(data.id);
    if ('failure' in data) task?.reject(new Error(data.failure));
    else task?.resolve(data.answer as never);
  };
  const open = (): WorkerPort => {
    const opened = openWorker();
    opened.addEventListener('message', receive);
    opened.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === opened) fail('The engine did not load in this browser.');
    });
    return opened;
  };
  worker = open();
  return {
    run: (task, input) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error(CLOSED));
        worker ??= open();
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, task, input });
      }),
    close: () => {
      isClosed = true;
      fail(CLOSED);
    },
  };
}
