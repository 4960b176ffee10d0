import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { changeChannel, requireChannelScope } from './internal';
import { makePublicKey } from './public-key';
import { recordChannel } from './record-channel';
import { type ChannelView, toChannelView } from './view';

/** Gives a chat channel another publishable key; the old one opens nothing any more. Throws not_found, and precondition_failed for another kind of channel. */
export async function rotatePublicKey(
  ctx: ServiceContext,
  { channelId }: { channelId: string },
): Promise<ChannelView> {
  const orgId = requireChannelScope(ctx, 'channels:write', channelId);
  const now = ctx.clock.now();
  let before: ChannelView | null = null;
  const changed = await changeChannel(ctx, { orgId, channelId }, (row) => {
    if (row.kind !== 'chat') throw domainError('precondition_failed', { current: row.kind });
    before = toChannelView(row, now);
    return { publicKey: makePublicKey(ctx.ids), modifiedAt: new Date(now) };
  });
  ctx.channels.forget();
  const channel = toChannelView(changed, now);
  await recordChannel(ctx, 'public-key-rotated', before, channel);
  return channel;
}
