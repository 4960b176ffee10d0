import type { TurnCommit } from '@/server/db/turn/turn-commit';
import type { Platform } from '../../context';

/** Counts a commit: its turns and their time, and sessions that were started, completed, failed or handed over. */
export function countTurns(
  { metrics, meters }: Pick<Platform, 'metrics' | 'meters'>,
  { session, turns, beforeTurn }: TurnCommit,
  ms: number,
): void {
  const { orgId, status } = session;
  for (const turn of turns) meters.turn(turn.status, ms / turns.length);
  if (session.isTest) return;
  for (const _turn of turns) metrics.time(orgId, 'turns', ms / turns.length);
  if (beforeTurn === 0) metrics.count(orgId, 'started');
  if (status === 'failed') metrics.count(orgId, 'failures');
  if (status === 'completed') metrics.count(orgId, 'completed');
  const moved = turns.some(({ changes }) => changes.moved);
  if (status === 'awaiting_transfer' && moved) metrics.count(orgId, 'transferred');
}
