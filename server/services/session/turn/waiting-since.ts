import type { ChannelFacts } from '../../channel/channel-facts';
import type { ExecutedStep } from './run-steps';

/** Since when somebody waits for a person after a step; `since` is how it was before. */
export function toWaitingSince(
  since: Date | null,
  { step, result }: ExecutedStep,
  channel: ChannelFacts | null,
  at: Date,
): Date | null {
  // Whoever calls without a channel brings the person in, and tells how that went.
  if (channel === null) return null;
  if (step.waiting !== undefined) return step.waiting ? (since ?? at) : null;
  const { event } = step;
  const { state } = result;
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

function isForPeople(state: ExecutedStep['result']['state'], channel: ChannelFacts | null): boolean {
  if (state.status === 'awaiting_transfer' || state.control === 'human') return true;
  return isWithPeople(channel);
}

/** Tells whether people answer on the channel, with or without proposals of a flow. */
function isWithPeople(channel: ChannelFacts | null): boolean {
  return channel?.room?.mode === 'people' || channel?.room?.mode === 'suggestions';
}
