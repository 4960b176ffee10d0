import type { ChannelOf } from '@/server/services/channel/channel-facts';
import type { ServiceContext } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';

export type FlowrestChannel = ChannelOf<'flowrest'>;

/** The channel of the caller's key; throws not_found when it has been removed. */
export async function getOwnChannel({ actor, channels }: ServiceContext): Promise<FlowrestChannel> {
  const channelId = actor.type === 'apiKey' ? (actor.channelId ?? '') : '';
  const channel = await channels.get(actor.orgId, channelId);
  if (channel.kind === 'flowrest') return channel;
  throw domainError('not_found', { thing: 'channel', id: channelId });
}
