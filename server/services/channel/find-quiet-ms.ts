import type { ChannelFacts } from './channel-facts';

/**
 * How long a channel holds the messages of a person who may write more, in milliseconds; null if it gives the flow each at once.
 * The messages of chat channels are requests of their own, which are never held.
 */
export function findQuietMs(channel: ChannelFacts): number | null {
  return channel.kind === 'chat' ? null : channel.settings.quietMs || null;
}
