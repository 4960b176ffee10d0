import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Session = RouterOutputs['session']['get'];

/** What a session stands still for, or how it came to its end, in a sentence. */
export function describeStatus({ status, wait, failure, nodeId }: Session): string {
  const place = nodeId ? ` at ${nodeId}` : '';
  switch (status) {
    case 'running':
      return `Working${place}`;
    case 'awaiting_input':
      return `Waits for an answer${place}`;
    case 'awaiting_transfer':
      return `Waits for the outcome of the transfer${toDestination(wait)}${place}`;
    case 'awaiting_timer':
      return `Waits for its time to pass${place}`;
    case 'awaiting_event':
      return `Waits for the event ${wait?.type === 'event' ? wait.event : ''}${place}`;
    case 'completed':
      return 'Came to its end';
    case 'ended':
      return 'Was ended';
    case 'expired':
      return 'Expired: an hour passed';
    case 'failed':
      return `Failed${failure?.nodeId ? ` at ${failure.nodeId}` : ''}: ${failure?.message ?? 'the reason is not known'}`;
  }
}

function toDestination(wait: Session['wait']): string {
  return wait?.type === 'transfer' && wait.destination ? ` to ${wait.destination}` : '';
}
