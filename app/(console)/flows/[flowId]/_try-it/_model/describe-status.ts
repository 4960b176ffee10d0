import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Session = RouterOutputs['session']['get'];

/** The wait of a session or its outcome, in a sentence. */
export function describeStatus({ status, wait, failure, nodeId }: Session): string {
  const place = nodeId ? ` at ${nodeId}` : '';
  switch (status) {
    case 'running':
      return `Running${place}`;
    case 'awaiting_input':
      return `Waiting for an answer${place}`;
    case 'awaiting_transfer':
      return `Waiting for the outcome of the transfer${toDestination(wait)}${place}`;
    case 'awaiting_timer':
      return `Waiting for a timer${place}`;
    case 'awaiting_event':
      return `Waiting for the event ${wait?.type === 'event' ? wait.event : ''}${place}`;
    case 'completed':
      return 'Reached the end of the flow';
    case 'ended':
      return 'Ended';
    case 'expired':
      return 'Expired after one hour';
    case 'failed':
      return `Failed${failure?.nodeId ? ` at ${failure.nodeId}` : ''}: ${failure?.message ?? 'unknown reason'}`;
  }
}

function toDestination(wait: Session['wait']): string {
  return wait?.type === 'transfer' && wait.destination ? ` to ${wait.destination}` : '';
}
