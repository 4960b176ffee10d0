import { execFileSync } from 'node:child_process';

const SPARE = 500;

/**
 * Throws a sentence that says what to do when this machine lets no process hold `connections` open. Node raises its limit
 * as far as it may by itself when it starts, and a child has what its parent has.
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
