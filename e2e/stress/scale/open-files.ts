import { execFileSync } from 'node:child_process';

const SPARE = 500;

/**
 * Throws an instruction when the open-file limit is below `connections`. Node raises its limit
 * to the hard limit at start, and a child inherits it.
 */
export function requireOpenFiles(connections: number): void {
  if (process.platform === 'win32') return;
  const limit = execFileSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  const needed = connections + SPARE;
  if (limit === 'unlimited' || Number(limit) >= needed) return;
  throw new Error(
    `${connections} connections need ${needed} open files in a process, and this machine allows ${limit}: raise the hard limit (ulimit -Hn ${needed})`,
  );
}
