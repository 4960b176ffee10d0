import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Baseline } from './baseline';

export type Running = { port: number; pid: number; stop(): Promise<void> };

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

/** Starts this same program as the baseline; it sends its port once it listens. */
export async function startBaseline(baseline: Baseline): Promise<Running> {
  const child = fork(process.argv[1] ?? '', ['baseline', JSON.stringify(baseline)], { execArgv: PROFILING });
  const [port] = (await once(child, 'message')) as [number];
  return { port, pid: child.pid ?? 0, stop: () => stopChild(child) };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
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
