import { updateDeadDeliveriesAsPending } from '@/server/db/delivery/enqueue';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';

export type RecoverDeliveries = { channelId: string; since: Date };

/**
 * Sends all dead deliveries of a channel created at or after `since` again, with the same bytes and ids, counting
 * attempts from zero. They keep the order of their creation and come before younger pending deliveries of their
 * threads. They are due at once, even where a younger delivery waits for a retry. Throws not_found.
 */
export async function recoverDeliveries(
  ctx: ServiceContext,
  { channelId, since }: RecoverDeliveries,
): Promise<{ recovered: number }> {
  const orgId = requireChannelAccess(ctx, 'deliveries:write', channelId);
  const { name } = await ctx.channels.get(orgId, channelId);
  const at = new Date(ctx.clock.now());
  const recovered = await withChange(ctx, async (tx) => {
    const result = await updateDeadDeliveriesAsPending(tx, { orgId, channelId, since, at });
    const what = { action: 'channel.recovered', thingId: channelId, name, before: null } as const;
    return { result, change: result === 0 ? null : { ...what, after: { since, recovered: result } } };
  });
  ctx.deliveries.wake(orgId);
  return { recovered };
}
