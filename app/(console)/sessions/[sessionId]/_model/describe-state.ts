import { isOver, statusLabel } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import type { SessionStatus } from '@/server/services/session/view';

type Standing = Pick<SessionView, 'control' | 'wait' | 'failure' | 'status'>;

/** Where a session stands and what for, in a sentence; `place` is the node's name. */
export function describeState({ control, wait, failure, status }: Standing, place: string | null): string {
  const at = place === null ? '' : ` at ${place}`;
  if (isOver(status))
    return status === 'failed' ? `Failed${at}: ${failure?.message ?? ''}` : statusLabel(status);
  if (control === 'human') return `A person holds the conversation; the flow rests${at}`;
  switch (wait?.type) {
    case 'transfer':
      return `Waits for the outcome of the transfer${wait.destination ? ` to ${wait.destination}` : ''}${at}`;
    case 'event':
      return `Waits for the event ${wait.event}${at}`;
    case 'effect':
      return `Waits for the answer of a call${at}`;
    case undefined:
      return `Works${at}`;
    default:
      return describeStatus(status, place);
  }
}

const WORDS: Partial<Record<SessionStatus, string>> = {
  running: 'Worked on',
  awaiting_input: 'Waits for an answer',
  awaiting_transfer: 'Waits for the outcome of the transfer',
  awaiting_timer: 'Waits for its time to pass',
  awaiting_event: 'Waits for an event',
};

/** The same for an earlier turn, of which only the state is known. */
export function describeStatus(status: SessionStatus, place: string | null): string {
  return `${WORDS[status] ?? statusLabel(status)}${place === null ? '' : ` at ${place}`}`;
}
