import type { EngineReply, EngineTask, EngineTasks } from './engine-tasks';

/** The engine as a page uses it. A task fails when the worker does, or when the engine is closed before its answer. */
export type Engine = {
  run: <K extends EngineTask>(task: K, input: EngineTasks[K]['input']) => Promise<EngineTasks[K]['answer']>;
  close: () => void;
};

/** The part of a `Worker` that carries messages. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

type Waiting = { resolve: (answer: never) => void; reject: (reason: Error) => void };

/** Opens the engine in a worker of its own; answers come in any order. */
export function createEngine(worker: WorkerPort): Engine {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let failure: Error | null = null;
  const fail = (reason: string) => {
    failure = new Error(reason);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<EngineReply>) => {
    const task = waiting.get(data.id);
    waiting.delete(data.id);
    if ('failure' in data) task?.reject(new Error(data.failure));
    else task?.resolve(data.answer as never);
  });
  worker.addEventListener('error', () => fail('The engine did not load in this browser.'));
  return {
    run: (task, input) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, task, input });
      }),
    close: () => {
      worker.terminate();
      fail('The engine is closed.');
    },
  };
}
