import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';
import { changeChannel, requireChannelScope } from '../internal';
import { type ChannelView, toChannelView } from '../view';
import { makePublicKey } from './public-key';

/**
 * Replaces the publishable key of a chat channel; the old key stops working. Throws not_found, and
 * precondition_failed for other kinds of channels.
 */
export async function rotatePublicKey(
  ctx: ServiceContext,
  { channelId }: { channelId: string },
): Promise<ChannelView> {
  const orgId = requireChannelScope(ctx, 'channels:write', channelId);
  const now = ctx.clock.now();
  const changed = await changeChannel(ctx, { orgId, channelId }, 'public-key-rotated', (row) => {
    if (row.kind !== 'chat') throw domainError('precondition_failed', { current: row.kind });
    return { publicKey: makePublicKey(ctx.ids), modifiedAt: new Date(now) };
  });
  return toChannelView(changed, now);
}
