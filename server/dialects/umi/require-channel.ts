import type { ChannelOf } from '@/server/services/channel/channel-facts';
import { requireScope, type ServiceContext } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';

/** The channel in the path; throws not_found for one of another API or organization, permission_denied. */
export async function requireUmiChannel(ctx: ServiceContext, configId: string): Promise<ChannelOf<'umi'>> {
  const orgId = requireScope(ctx, 'sessions:write');
  const channel = await ctx.channels.get(orgId, configId);
  if (channel.kind === 'umi') return channel;
  throw domainError('not_found', { thing: 'channel', id: configId });
}
