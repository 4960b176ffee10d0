import { execFileSync } from 'node:child_process';
import { listChildren } from './cpu-time';

export type Pinned = 'server' | 'postgres' | 'load';

const { BENCH_PIN = '' } = process.env;

/** Keeps a process with its threads on the processors that BENCH_PIN names for it, such as `server:0,postgres:1,load:2-3`. */
export function pin(what: Pinned, pid: number): void {
  const cpus = new Map(BENCH_PIN.split(',').map((part) => part.split(':') as [string, string])).get(what);
  if (cpus) execFileSync('taskset', ['-acp', cpus, String(pid)]);
}

/** Pins PostgreSQL; processes that it starts later are pinned like their parent. */
export function pinPostgres(postmaster: number): void {
  for (const pid of [postmaster, ...listChildren(postmaster)]) pin('postgres', pid);
}
