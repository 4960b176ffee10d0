import { isOver, statusLabel } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import type { SessionStatus } from '@/server/services/session/view';

/** What a session waits for. */
export type Standing = Pick<SessionView, 'control' | 'wait' | 'failure' | 'status'>;

/** Describes a session's state and what it waits for; `place` is the node's name. */
export function describeState({ control, wait, failure, status }: Standing, place: string | null): string {
  const at = place === null ? '' : ` at ${place}`;
  if (isOver(status))
    return status === 'failed' ? `Failed${at}: ${failure?.message ?? ''}` : statusLabel(status);
  if (control === 'human') return `A person handles the conversation; the flow is paused${at}`;
  if (holdsMessages({ wait, status })) return `Waiting for further messages of the person${at}`;
  switch (wait?.type) {
    case 'transfer':
      return `Waiting for the outcome of the transfer${wait.destination ? ` to ${wait.destination}` : ''}${at}`;
    case 'event':
      return `Waiting for the event ${wait.event}${at}`;
    case 'held':
      return `Held by a breakpoint${at}`;
    case 'effect':
      return `Waiting for the response of a call${at}`;
    case undefined:
      return `Works${at}`;
    default:
      return describeStatus(status, place);
  }
}

/** Whether messages are held, in case the person writes more. */
export function holdsMessages({ wait, status }: Pick<Standing, 'wait' | 'status'>): boolean {
  return status === 'awaiting_timer' && wait?.type !== 'timer';
}

const WORDS: Partial<Record<SessionStatus, string>> = {
  awaiting_input: 'Waiting for an answer',
  awaiting_transfer: 'Waiting for the outcome of the transfer',
  awaiting_timer: 'Waiting for a timer',
  awaiting_event: 'Waiting for an event',
};

/** The same for an earlier turn, of which only the state is known. */
export function describeStatus(status: SessionStatus, place: string | null): string {
  return `${WORDS[status] ?? statusLabel(status)}${place === null ? '' : ` at ${place}`}`;
}
