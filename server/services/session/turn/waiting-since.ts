import type { ChannelFacts } from '../../channel/channel-facts';
import type { ExecutedStep } from './run-steps';

/** Since when the visitor has been waiting for a person, after a step; `since` is the value before it. */
export function toWaitingSince(
  since: Date | null,
  { step, result }: ExecutedStep,
  channel: ChannelFacts,
  at: Date,
): Date | null {
  const { event } = step;
  const { state } = result;
  // The flow went on from one transfer to the next, so the visitor waits again.
  if (event.type === 'transfer.completed' && state.status === 'awaiting_transfer') return at;
  if (step.waiting !== undefined) return step.waiting ? (since ?? at) : null;
  switch (event.type) {
    case 'person.replied':
    case 'session.ended':
      return null;
    case 'control.changed':
      return event.control === 'flow' && !isWithPeople(channel) ? null : since;
    case 'transfer.completed':
      return isWithPeople(channel) ? since : null;
    case 'message':
    case 'started':
      return isForPeople(state, channel) ? (since ?? at) : since;
    default:
      return state.status === 'awaiting_transfer' ? (since ?? at) : since;
  }
}

function isForPeople(state: ExecutedStep['result']['state'], channel: ChannelFacts): boolean {
  if (state.status === 'awaiting_transfer' || state.control === 'human') return true;
  return isWithPeople(channel);
}

/** Tells whether people answer on the channel, with or without suggestions of a flow. */
function isWithPeople({ room }: ChannelFacts): boolean {
  return room?.mode === 'people' || room?.mode === 'suggestions';
}
