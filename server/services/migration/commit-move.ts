import type { Transaction } from '@/server/db/connection/transaction';
import { moveSession } from '@/server/db/session/move';
import type { Json } from '@/server/engine/json';
import type { Trace } from '@/server/engine/protocol';
import type { VersionChanged, VersionRef } from '@/server/engine/replay/recording';
import type { SessionState } from '@/server/engine/session';
import type { Platform } from '../context';
import type { PlannedMove } from './plan-move';

type Move = { orgId: string; plan: PlannedMove; to: VersionRef };

/** Writes a move and its turn; false when another turn came first. */
export function writeMove(
  tx: Transaction,
  { clock }: Pick<Platform, 'clock'>,
  { orgId, plan, to }: Move,
): Promise<boolean> {
  const { sessionId, beforeTurn, set, cancel, from, turns } = plan;
  const state = toMovedState(plan.state, to);
  const at = new Date(clock.now());
  const event: VersionChanged = { type: 'version.changed', at: at.getTime(), from, to, turns, state };
  return moveSession(tx, {
    ...{ orgId, sessionId, beforeTurn, versionId: to.id, state, cancel, at },
    event: event as unknown as Json,
    trace: toTrace(plan, to),
    set: set && { key: set.key, dueAt: new Date(set.dueAt) },
  });
}

// The flow reads the version that it runs on now.
function toMovedState(state: SessionState, { number }: VersionRef): SessionState {
  return state.session ? { ...state, session: { ...state.session, version: number } } : state;
}

/** Does what follows the commit of a move in this process. No webhook, event or message tells of it. */
export function finishMove(
  { sessions }: Pick<Platform, 'sessions'>,
  { sessionId, beforeTurn }: PlannedMove,
): void {
  sessions.cache.remove(sessionId);
  sessions.notify(sessionId, beforeTurn + 1);
}

function toTrace({ state, changed, from, turns }: PlannedMove, to: VersionRef): Trace {
  const replayed = `${turns} ${turns === 1 ? 'turn' : 'turns'} replayed, no word differs`;
  const step = {
    ...{ nodeId: state.frames[0]?.node ?? '', kind: 'variables', flow: '', phase: 'resume' as const },
    ...{ exit: null, next: null, note: `Version ${from.number} → ${to.number}: ${replayed}.` },
    ...(changed.length > 0 && { changed }),
  };
  return { steps: [step], visits: 0, expressionSteps: 0, failure: null };
}
