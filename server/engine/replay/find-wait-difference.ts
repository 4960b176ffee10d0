import type { Expected } from '../outbound-message';
import type { HttpRequest } from '../protocol';
import type { Wait } from '../session';
import { isVisit } from './is-visit';
import type { Replay } from './replay-step';

/** How a wait differs from another one that people or systems are answering. */
type WaitDifference = 'other_wait' | 'other_call' | 'other_answers';

/** Compares where two replays of a live session stand: an answer to one wait must be an answer to the other. */
export function findWaitDifference(past: Replay, next: Replay): WaitDifference | null {
  const [before, after] = [waitOf(past), waitOf(next)];
  const [held, isHeld] = [hasHeld(past), hasHeld(next)];
  // The message that starts the flow is held.
  if (!before && !after && held && isHeld) return null;
  if (held !== isHeld) return 'other_wait';
  if (!before || !after || before.type !== after.type) return 'other_wait';
  if (before.type === 'effect')
    return isSame(findRequest(past, before), findRequest(next, after)) ? null : 'other_call';
  if (!isSame(toAwaited(before), toAwaited(after))) return 'other_wait';
  if (!isSameKind(findKind(past), findKind(next))) return 'other_wait';
  // People answer by the choices that they see, which have values that no words show.
  return before.type === 'input' && !isSame(findExpected(past), findExpected(next)) ? 'other_answers' : null;
}

function waitOf({ steps }: Replay): Wait | null {
  return steps.at(-1)?.result.state.wait ?? null;
}

/** Whether a message is held because its person may write more. */
function hasHeld({ steps }: Replay): boolean {
  return steps.at(-1)?.result.state.quiet !== undefined;
}

/** The parts of a wait that an answer must fit. */
function toAwaited(wait: Wait): unknown {
  if (wait.type === 'event') return wait.event;
  if (wait.type === 'transfer') return wait.destination ?? null;
  return wait.type === 'input' ? [wait.field, wait.readings ?? null] : null;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The kind of the node that waits; null where the session was moved to it. */
function findKind({ steps }: Replay): string | null {
  const frame = steps.at(-1)?.result.state.frames.at(-1);
  const isOwn = (visit: { nodeId: string; flow: string; kind: string }): boolean =>
    visit.nodeId === frame?.node && visit.flow === frame.flow && isVisit(visit);
  for (const { result } of steps.toReversed()) {
    const visit = result.trace.steps.findLast(isOwn);
    if (visit) return visit.kind;
  }
  return null;
}

function isSameKind(left: string | null, right: string | null): boolean {
  return left === null || right === null || left === right;
}

function findExpected({ steps }: Replay): Expected | null {
  for (const { result } of steps.toReversed()) {
    const message = result.messages.findLast(({ expected }) => expected);
    if (message?.expected) return message.expected;
  }
  return null;
}

/** The request of the call that a session waits for, without its headers: they hold credentials, which change. */
function findRequest(
  { steps }: Replay,
  { effect: key, repair }: Wait & { effect?: string; repair?: true },
): (Pick<HttpRequest, 'method' | 'connection' | 'url' | 'body'> & { repair: boolean }) | null {
  for (const { result } of steps.toReversed()) {
    const call = result.effects.find((effect) => effect.type === 'http.call' && effect.key === key);
    if (call?.type !== 'http.call') continue;
    const { method, connection, url, body } = call.request;
    return { method, ...(connection !== undefined && { connection }), url, body, repair: repair === true };
  }
  return null;
}
