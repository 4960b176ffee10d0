import { findChannelTimes } from '@/server/db/channel/store';
import { domainError } from '@/server/shared/errors';
import type { ChannelOf } from '../channel/channel-facts';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';

export type Segment = ChannelOf<'flowrest'>['settings']['segments'][number];

/** The segments of a channel, with the times of its last change. */
export type SegmentList = { segments: Segment[]; createdAt: Date; modifiedAt: Date };

/** Lists the segments of a channel; throws not_found. */
export async function listSegments(
  ctx: ServiceContext,
  { channelId }: { channelId: string },
): Promise<SegmentList> {
  const orgId = requireChannelAccess(ctx, 'sessions:read', channelId);
  const segments = await getSegments(ctx, channelId);
  const times = await findChannelTimes(ctx.db, { orgId, channelId });
  if (!times) throw domainError('not_found', { thing: 'channel', id: channelId });
  return { segments, ...times };
}

/** Returns the segments in a channel's settings; throws not_found for a kind of channel without segments. */
export async function getSegments(
  { actor, channels }: ServiceContext,
  channelId: string,
): Promise<Segment[]> {
  const channel = await channels.get(actor.orgId, channelId);
  if (channel.kind === 'flowrest') return channel.settings.segments;
  throw domainError('not_found', { thing: 'channel', id: channelId });
}
