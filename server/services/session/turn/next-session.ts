import type { SessionRow } from '@/server/db/session/row';
import type { SessionState } from '@/server/engine/session';
import type { ExecutedStep } from './run-steps';
import type { TurnInput } from './turn-input';
import type { TurnStep } from './turn-step';
import { toWaitingSince } from './waiting-since';

/** The session's row after the steps, but for its message count. */
export function toNextSession({ before, steps, channel, direct }: TurnInput, at: Date): SessionRow {
  const last = steps.at(-1);
  const state = last?.result.state ?? before.state;
  const isEnded = last?.step.event.type === 'session.ended';
  const finishedAt = isEnded || isOver(state) ? at : null;
  const status = isEnded ? 'ended' : state.status;
  const pauseNo = pauseAfter(before, steps);
  return {
    ...before,
    state,
    status,
    turnNo: before.turnNo + steps.length,
    lastActivityAt: at,
    finishedAt,
    pauseNo,
    expiresAt: expiryAfter(before, { status, pauseNo, at }),
    waitingSince: finishedAt ? null : waitingAfter(before, steps, channel, at),
    direct: directAfter(before, steps, direct),
    assigneeId: assigneeAfter(before, steps),
    hops: Math.max(before.hops, ...steps.map(({ step }) => step.eventDepth ?? 0)),
    awaitedEvent: finishedAt || state.wait?.type !== 'event' ? null : state.wait.event,
  };
}

function isOver({ status }: SessionState): boolean {
  return status === 'completed' || status === 'failed';
}

// What leaves the flow where it stands leaves its pause as it is.
const BESIDE_THE_FLOW: ReadonlySet<TurnStep['event']['type']> = new Set([
  'variables.changed',
  'control.changed',
  'person.replied',
  'session.ended',
  'assignee.released',
]);

/** The turn in which the pause began that holds after the steps. */
function pauseAfter(before: SessionRow, steps: readonly ExecutedStep[]): number {
  let { pauseNo } = before;
  for (const [index, { step, result }] of steps.entries()) {
    if (BESIDE_THE_FLOW.has(step.event.type) || result.trace.visits === 0) continue;
    pauseNo = before.turnNo + 1 + index;
  }
  return pauseNo;
}

type After = { status: SessionRow['status']; pauseNo: number; at: Date };

function expiryAfter(before: SessionRow, { status, pauseNo, at }: After): Date | null {
  if (before.pauseMs === null || pauseNo === before.pauseNo) return before.expiresAt;
  return status === 'awaiting_input' ? new Date(at.getTime() + before.pauseMs) : null;
}

function waitingAfter(
  before: SessionRow,
  steps: readonly ExecutedStep[],
  channel: TurnInput['channel'],
  at: Date,
): Date | null {
  return steps.reduce<Date | null>(
    (since, ran) => toWaitingSince(since, ran, channel, at),
    before.waitingSince,
  );
}

/** Who answers after the steps: nobody once the flow does. */
function assigneeAfter({ assigneeId }: SessionRow, steps: readonly ExecutedStep[]): string | null {
  return steps.reduce<string | null>((current, { step }) => {
    if (step.assigneeId !== undefined) return step.assigneeId;
    const isBack = step.event.type === 'control.changed' && step.event.control === 'flow';
    return isBack || step.event.type === 'transfer.completed' ? null : current;
  }, assigneeId);
}

// A timer speaks long after its caller has gone.
function directAfter(
  { direct }: SessionRow,
  steps: readonly ExecutedStep[],
  given: SessionRow['direct'] | undefined,
): SessionRow['direct'] {
  if (given) return given;
  return steps.some(({ step }) => step.event.type === 'timer.fired') ? null : direct;
}
