/* Processor times of processes, from /proc; where there is none, they are NaN and the table leaves them out. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 10;
const HAS_PROC = existsSync('/proc/self/stat');

/** The fields behind the name in /proc/<pid>/stat; the first is field 3 of proc(5). Null if the process is gone. */
function readStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const sumOf = (fields: readonly string[] | null, from: number, to: number): number =>
  (fields ?? []).slice(from - 3, to - 2).reduce((total, ticks) => total + Number(ticks) * MS_PER_TICK, 0);

/** The processor time of a process with all its threads, in ms. */
export function readCpuTime(pid: number): number {
  return HAS_PROC ? sumOf(readStat(pid), 14, 15) : Number.NaN;
}

/** The processor time of a process and its children, with those that have ended, in ms. */
export function readFamilyCpuTime(pid: number): number {
  if (!HAS_PROC) return Number.NaN;
  const children = listChildren(pid).reduce((total, child) => total + readCpuTime(child), 0);
  return sumOf(readStat(pid), 14, 17) + children;
}

export function listChildren(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((child) => findParent(child) === pid);
}

/** Null where /proc is missing, or the process is gone. */
export function findParent(pid: number): number | null {
  const parent = readStat(pid)?.[1];
  return parent === undefined ? null : Number(parent);
}
