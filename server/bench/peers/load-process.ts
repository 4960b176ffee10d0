/* The load runs in a process of its own, so that its processor time can be measured, too. */
import type { ChildProcess } from 'node:child_process';
import { awaitMessage, type RoleProcess } from '../processes';
import { type Job, type Load, type LoadMeasure, openLoad } from './load-job';

type Order = { open: Job } | { run: number } | { close: true };
type Reply = { measure?: LoadMeasure; error?: string };

export type LoadProcess = {
  open(job: Job): Promise<void>;
  run(seconds: number): Promise<LoadMeasure>;
  close(): Promise<void>;
};

/** Gives orders to a process in the role `load`. */
export function controlLoad({ child }: RoleProcess): LoadProcess {
  const run = async (seconds: number): Promise<LoadMeasure> => {
    const { measure } = await order(child, { run: seconds });
    if (!measure) throw new Error('The load sent no measurement.');
    return measure;
  };
  return {
    open: async (job) => void (await order(child, { open: job })),
    run,
    close: async () => void (await order(child, { close: true })),
  };
}

async function order(child: ChildProcess, given: Order): Promise<Reply> {
  const replied = awaitMessage(child);
  child.send(given);
  const reply = (await replied) as Reply;
  if (reply.error) throw new Error(reply.error);
  return reply;
}

/** Serves the orders of the parent process until SIGTERM. */
export function serveLoad(): void {
  let load: Load | null = null;
  const obey = async (given: Order): Promise<Reply> => {
    if ('open' in given) load = await openLoad(given.open);
    else if ('run' in given) return load ? { measure: await load.run(given.run) } : {};
    else load?.close();
    return {};
  };
  process.on('message', (given: Order) => {
    obey(given).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.send?.(0);
}
