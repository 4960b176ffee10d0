import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export type Running = { port: number; pid: number; stop(): Promise<void> };

export type RoleProcess = Running & { child: ChildProcess };

const { BENCH_PROFILE: profiles } = process.env;
const PROFILING = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];

/**
 * Starts a built program and waits until `isReady` resolves to true; its log goes to this process's standard error.
 */
export async function startServer(program: string, env: Record<string, string>): Promise<Running> {
  const port = await findFreePort();
  const child = fork(program, {
    execArgv: PROFILING,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await waitUntilHealthy(`http://127.0.0.1:${port}/api/health`, child);
  return { port, pid: child.pid ?? 0, stop: () => stopChild(child) };
}

/** Starts this same program in another role; it sends its port once it is ready. */
export async function startRole(role: string, options: object): Promise<RoleProcess> {
  const child = fork(process.argv[1] ?? '', [role, JSON.stringify(options)], {
    execArgv: PROFILING,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const port = (await awaitMessage(child)) as number;
  return { child, port, pid: child.pid ?? 0, stop: () => stopChild(child) };
}

/** Resolves to the next message of a process; throws if the process ends before. */
export async function awaitMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  child.once('exit', end);
  try {
    const [message] = await once(child, 'message', { signal: ended.signal });
    return message;
  } catch (error) {
    if (!ended.signal.aborted) throw error;
    throw new Error(`A process of the benchmark ended: ${child.signalCode ?? child.exitCode}.`);
  } finally {
    child.off('exit', end);
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function waitUntilHealthy(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with exit code ${child.exitCode}`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
