import { deleteChannel } from '@/server/db/channel-remove';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireWholeOrg } from '../require-whole-org';
import { getChannelRow } from './internal';
import { recordChannel } from './record-channel';
import { toChannelView } from './view';

/**
 * Removes a channel with its threads, keys and deliveries, also those not sent yet. Its running sessions end, and all
 * stay as the organization's record. Throws not_found.
 */
export async function removeChannel(
  ctx: ServiceContext,
  { channelId }: { channelId: string },
): Promise<void> {
  const orgId = requireWholeOrg(ctx, 'channels:write');
  const at = new Date(ctx.clock.now());
  const before = toChannelView(await getChannelRow(ctx, orgId, channelId), at.getTime());
  const ended = await deleteChannel(ctx.db, { orgId, channelId, at });
  if (!ended) throw domainError('not_found', { thing: 'channel', id: channelId });
  ctx.channels.forget();
  for (const { id, turnNo } of ended) ctx.hub.notify(id, turnNo);
  await recordChannel(ctx, 'removed', before, null);
}
