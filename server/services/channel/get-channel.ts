import type { ServiceContext } from '../context';
import { getChannelRow, requireChannelScope } from './internal';
import { type ChannelView, toChannelView } from './view';

/** Returns a channel; throws not_found. */
export async function getChannel(
  ctx: ServiceContext,
  { channelId }: { channelId: string },
): Promise<ChannelView> {
  const orgId = requireChannelScope(ctx, 'channels:read', channelId);
  return toChannelView(await getChannelRow(ctx, orgId, channelId), ctx.clock.now());
}
