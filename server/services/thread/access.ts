import { domainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import type { ChannelFacts } from '../channel/channel-facts';
import { requireScope, type ServiceContext } from '../context';

/**
 * Returns the actor's organization when the actor may do `scope` on the channel. Keys of one channel and visitors
 * reach only their own channel; for any other this throws not_found.
 */
export function requireChannelAccess(ctx: ServiceContext, scope: Scope, channelId: string): string {
  const { actor } = ctx;
  const own = actor.type === 'visitor' || actor.type === 'apiKey' ? actor.channelId : null;
  if (own !== null && own !== channelId) throw domainError('not_found', { thing: 'channel', id: channelId });
  return actor.type === 'visitor' ? actor.orgId : requireScope(ctx, scope);
}

/** Throws not_found when a visitor asks for another thread than their own. */
export function requireOwnThread({ actor }: ServiceContext, thread: { id: string; channelId: string }): void {
  if (actor.type !== 'visitor' || actor.threadId === thread.id) return;
  throw domainError('not_found', { thing: 'thread', id: thread.id });
}

/** Returns an enabled channel; throws not_found, channel_disabled. */
export async function requireOpenChannel(
  { channels }: ServiceContext,
  orgId: string,
  channelId: string,
): Promise<ChannelFacts> {
  const channel = await channels.get(orgId, channelId);
  if (channel.enabled) return channel;
  throw domainError('channel_disabled', { channelId });
}
