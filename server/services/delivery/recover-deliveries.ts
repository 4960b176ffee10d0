import { updateDeadDeliveriesAsPending } from '@/server/db/delivery/enqueue';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';

export type RecoverDeliveries = { channelId: string; since: Date };

/**
 * Sends all dead deliveries of a channel that were made at `since` or later again, the same bytes under the same ids,
 * their attempts counted from zero. Each takes its old place: in the order they were made, and before what their
 * threads have pending that is younger. They are tried at once, even where a younger one waits to be tried again.
 * Throws not_found.
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
  ctx.deliveries.wake();
  return { recovered };
}
