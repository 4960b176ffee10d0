import { domainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import type { ChannelFacts } from '../channel/channel-facts';
import { requireScope, type ServiceContext } from '../context';

/**
 * Returns the actor's organization when it may do `scope` on the channel. A key bound to a channel and a visitor reach
 * their own channel alone; any other is not_found for them.
 */
export function requireChannelAccess(ctx: ServiceContext, scope: Scope, channelId: string): string {
  const { actor } = ctx;
  const own = actor.type === 'visitor' || actor.type === 'apiKey' ? actor.channelId : null;
  if (own !== null && own !== channelId) throw domainError('not_found', { thing: 'channel', id: channelId });
  return actor.type === 'visitor' ? actor.orgId : requireScope(ctx, scope);
}

/** A visitor reaches their own conversation alone; any other is not_found. */
export function requireOwnThread({ actor }: ServiceContext, thread: { id: string; channelId: string }): void {
  if (actor.type !== 'visitor' || actor.threadId === thread.id) return;
  throw domainError('not_found', { thing: 'thread', id: thread.id });
}

/** The channel, if it takes messages now; throws not_found, channel_disabled. */
export async function requireOpenChannel(
  { channels }: ServiceContext,
  orgId: string,
  channelId: string,
): Promise<ChannelFacts> {
  const channel = await channels.get(orgId, channelId);
  if (channel.enabled) return channel;
  throw domainError('channel_disabled', { channelId });
}
