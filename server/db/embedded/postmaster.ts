import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startError } from '@/server/shared/start-error';
import { spawnAs } from './account';
import { type Cluster, toPostgresEnv } from './cluster';

export type Postmaster = { pid: number; port: number };

const HOST = '127.0.0.1';
// Errors go to the connection that caused them; in the log they would show people's texts. LOG and FATAL rank above ERROR.
const QUIET_LOG = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};
const RECYCLED_PID_GRACE_MS = 2_000;

/** Finds the PostgreSQL that runs this cluster; null when none does. Removes a crash's pid file whose pid is another program's. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const found = await readPidFile(cluster);
  if (!found || !isAlive(found.pid)) return null;
  if (await isPostgres(found.pid)) return found;
  // A PostgreSQL of this cluster may be about to stop, so it gets some time before its lock is removed.
  await pause(RECYCLED_PID_GRACE_MS);
  const again = await readPidFile(cluster);
  if (again?.pid === found.pid) await rm(pidFile(cluster), { force: true });
  return null;
}

/** Starts PostgreSQL in a session of its own, so that a Ctrl-C in the terminal reaches only us. */
export async function startPostmaster(cluster: Cluster): Promise<ChildProcess> {
  const port = await choosePort(cluster);
  const log = await open(cluster.logFile, 'w', 0o600);
  try {
    const child = spawnAs(cluster.account, cluster.binaries.postgres, toFlags(cluster, port), {
      cwd: cluster.dir,
      env: toPostgresEnv(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** Stops PostgreSQL: politely at first, at once after `graceMs`. */
export async function stopPostmaster(cluster: Cluster, pid: number, graceMs: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!sendSignal(pid, signal)) return;
    const deadline = Date.now() + graceMs;
    while (Date.now() < deadline) {
      await pause(20);
      if (!isAlive(pid) || (await readPidFile(cluster))?.pid !== pid) return;
    }
  }
}

/** Has PostgreSQL stopped when this process dies, however it dies; returns the call that dismisses the guard. */
export function guardPostmaster(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = 'read -r _; kill -INT "$1" 2>/dev/null';
  const guard = spawn('/bin/sh', ['-c', script, 'parley-guard', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.unref();
  if (guard.stdin && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return () => guard.kill('SIGKILL');
}

function toFlags({ dir, durable }: Cluster, port: number): string[] {
  const settings = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    ...QUIET_LOG,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', dir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

// The port is kept from start to start while it is free, so that a tool pointed at the database stays right.
async function choosePort(cluster: Cluster): Promise<number> {
  const file = path.join(path.dirname(cluster.dir), 'port');
  const remembered = Number(await readFile(file, 'utf8').catch(() => ''));
  if (remembered > 0 && (await tryPort(remembered)) !== null) return remembered;
  const port = await tryPort(0);
  if (port === null) throw startError('There is no free port on 127.0.0.1 for PostgreSQL.');
  await writeFile(file, String(port), { mode: 0o600 });
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

function pidFile({ dir }: Cluster): string {
  return path.join(dir, 'postmaster.pid');
}

async function readPidFile(cluster: Cluster): Promise<Postmaster | null> {
  const lines = (await readFile(pidFile(cluster), 'utf8').catch(() => '')).split('\n');
  const found = { pid: Number(lines[0]), port: Number(lines[3]) };
  return found.pid > 0 && found.port > 0 ? found : null;
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('postgres');
}

function isAlive(pid: number): boolean {
  return sendSignal(pid, 0);
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
