import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { countSessions } from '../_model/job';

export type Migration = RouterOutputs['migration']['get'];
export type Counts = RouterOutputs['flow']['countLiveSessions'];

/** The number of all running sessions. */
export function sumCounts(counts: Counts): number {
  return counts.reduce((sum, { sessions }) => sum + sessions, 0);
}

/** The number of running sessions that may move to a version. */
export function countMovable(counts: Counts, current: number): number {
  return sumCounts(counts.filter(({ number }) => number !== current));
}

/** Names a version. */
export function nameVersion(number: number | null, current: number): string {
  if (number === null) return 'Others';
  return number === current ? `v${String(number)}, live` : `v${String(number)}`;
}

/** What a move of many sessions has done so far, as one sentence. */
export function summarizeMoves({ status, moved, done, total, version }: Migration): string {
  const to = `v${String(version.number)}`;
  const were = `${countSessions(moved)} ${moved === 1 ? 'was' : 'were'} moved to ${to}`;
  if (status === 'canceled') return `Stopped. ${were} before.`;
  if (status !== 'completed') return `${were} so far.`;
  if (total === 0) return `All running sessions are on ${to} already.`;
  const left = done - moved;
  if (left === 0) return moved === 1 ? `The session was moved to ${to}.` : `All ${were}.`;
  return `${were}; ${left === 1 ? '1 stays' : `${left.toLocaleString('en')} stay`} on ${left === 1 ? 'its' : 'their'} version.`;
}
