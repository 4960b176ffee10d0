import type { SessionRow } from '@/server/db/session/row';
import type { SessionState } from '@/server/engine/session';
import { MAX_HELD_MS } from '../../breakpoint/limits';
import type { ChannelFacts } from '../../channel/channel-facts';
import type { ExecutedStep } from './run-steps';
import { addSyncReply, type SyncReply } from './sync-reply';
import type { TurnInput } from './turn-input';
import type { TurnStep } from './turn-step';
import { toWaitingSince } from './waiting-since';

/** Makes the session's row after the steps, except its message count. */
export function toNextSession({ before, steps, channel, request }: TurnInput, at: Date): SessionRow {
  const last = steps.at(-1);
  const state = last?.result.state ?? before.state;
  const isEnded = last?.step.event.type === 'session.ended';
  const finishedAt = isEnded || isOver(state) ? at : null;
  const status = isEnded ? 'ended' : state.status;
  const waitTurnNo = waitTurnAfter(before, steps);
  return {
    ...before,
    state,
    status,
    turnNo: before.turnNo + steps.length,
    lastActivityAt: at,
    finishedAt,
    waitTurnNo,
    expiresAt: shiftByHold(expiryAfter(before, { status, waitTurnNo, at }), before.state, state, at),
    waitingSince: finishedAt ? null : waitingAfter(before, steps, channel, at),
    syncReply: syncReplyAfter(before, steps, request.syncReply, at),
    assigneeId: assigneeAfter(before, steps),
    eventDepth: Math.max(before.eventDepth, ...steps.map(({ step }) => step.eventDepth ?? 0)),
    awaitedEvent: finishedAt || state.wait?.type !== 'event' ? null : state.wait.event,
    handledEvents: finishedAt ? null : handledAfter(before, state),
  };
}

/** The events that handlers take; the same list while it has the same names, so that a short statement is enough. */
function handledAfter({ handledEvents: known }: SessionRow, { handledEvents = [] }: SessionState) {
  if (handledEvents.length === 0) return null;
  const isSame =
    known?.length === handledEvents.length && handledEvents.every((name, at) => name === known[at]);
  return isSame ? known : handledEvents;
}

function isOver({ status }: SessionState): boolean {
  return status === 'completed' || status === 'failed';
}

// Events that do not move the flow do not restart its wait.
const BESIDE_THE_FLOW: ReadonlySet<TurnStep['event']['type']> = new Set([
  'variables.changed',
  'debug.edited',
  'control.changed',
  'person.replied',
  'session.ended',
  'assignee.released',
]);

/** The number of the turn that began the wait which holds after the steps. */
function waitTurnAfter(before: SessionRow, steps: readonly ExecutedStep[]): number {
  let { waitTurnNo } = before;
  for (const [index, { step, result }] of steps.entries()) {
    if (BESIDE_THE_FLOW.has(step.event.type) || result.trace.visits === 0) continue;
    waitTurnNo = before.turnNo + 1 + index;
  }
  return waitTurnNo;
}

type After = { status: SessionRow['status']; waitTurnNo: number; at: Date };

function expiryAfter(before: SessionRow, { status, waitTurnNo, at }: After): Date | null {
  if (before.waitTimeoutMs === null || waitTurnNo === before.waitTurnNo) return before.expiresAt;
  return status === 'awaiting_input' ? new Date(at.getTime() + before.waitTimeoutMs) : null;
}

/**
 * The end of a session, without the time that it was held: it is later by the longest hold while a breakpoint holds it, and by
 * the time that it was held afterwards.
 */
function shiftByHold(
  expiresAt: Date | null,
  before: SessionState,
  after: SessionState,
  at: Date,
): Date | null {
  const [left, held] = [before.wait, after.wait];
  if (expiresAt === null || left === held || (left?.type !== 'held' && held?.type !== 'held'))
    return expiresAt;
  const unused = left?.type === 'held' ? MAX_HELD_MS - (at.getTime() - left.at) : 0;
  return new Date(expiresAt.getTime() - unused + (held?.type === 'held' ? MAX_HELD_MS : 0));
}

function waitingAfter(
  { waitingSince }: SessionRow,
  steps: readonly ExecutedStep[],
  channel: ChannelFacts | null,
  at: Date,
): Date | null {
  // A caller without a channel brings in the person and reports the result.
  if (channel === null) return null;
  return steps.reduce<Date | null>(
    (since, executed) => toWaitingSince(since, executed, channel, at),
    waitingSince,
  );
}

/** The assignee after the steps; nobody once the flow has control again. */
function assigneeAfter({ assigneeId }: SessionRow, steps: readonly ExecutedStep[]): string | null {
  return steps.reduce<string | null>((current, { step }) => {
    if (step.assigneeId !== undefined) return step.assigneeId;
    const isBack = step.event.type === 'control.changed' && step.event.control === 'flow';
    return isBack || step.event.type === 'transfer.completed' ? null : current;
  }, assigneeId);
}

// A timer fires long after the caller's request has ended.
function syncReplyAfter(
  { syncReply }: SessionRow,
  steps: readonly ExecutedStep[],
  requested: SyncReply | undefined,
  at: Date,
): SyncReply {
  if (requested) return addSyncReply(syncReply, requested, at.getTime());
  return steps.some(({ step }) => step.event.type === 'timer.fired') ? null : syncReply;
}
