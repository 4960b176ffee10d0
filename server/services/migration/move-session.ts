/*
 * move/once: a session is moved from the turns that were replayed, or not at all. If a turn came first, it is replayed again.
 * move/unseen: a move sends no message, no webhook and no event.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { finishMove } from './commit-move';
import { type PlannedMove, planMove, type StayingSession, stays } from './plan-move';
import type { MoveTarget } from './read-target';

const ATTEMPTS = 8;
const LONGEST_PAUSE_MS = 100;

type Request = {
  orgId: string;
  sessionId: string;
  target: MoveTarget;
  /** Commits a move; false when another turn came first. */
  commit(plan: PlannedMove): Promise<boolean>;
};

/** Moves a session to a version, or says why it stays. Throws not_found. */
export async function tryToMove(
  ctx: ServiceContext,
  { orgId, sessionId, target, commit }: Request,
): Promise<PlannedMove | StayingSession> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { turnNo, finishedAt, isTest, versionId } = await requireSession(ctx, { orgId, sessionId });
    if (finishedAt) return stays(sessionId, 'finished');
    if (isTest) return stays(sessionId, 'test_session');
    if (versionId === target.version.id) return stays(sessionId, 'same_version');
    const plan = await planMove(ctx, { orgId, sessionId, turnNo, target });
    if (plan.moved) {
      if (await ctx.sessions.mutex.runExclusive(sessionId, () => commit(plan))) {
        finishMove(ctx, plan);
        return plan;
      }
    } else if (!(await isOfOtherTurns(ctx, { orgId, sessionId, turnNo }, plan))) return plan;
    await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
  return stays(sessionId, 'busy');
}

/** Tells whether a session seemed unreadable only because it took a turn between the statements that read it. */
async function isOfOtherTurns(
  ctx: ServiceContext,
  { turnNo, ...key }: { orgId: string; sessionId: string; turnNo: number },
  { reason }: StayingSession,
): Promise<boolean> {
  if (reason !== 'not_reproducible' && reason !== 'no_transcript') return false;
  return (await requireSession(ctx, key)).turnNo !== turnNo;
}
