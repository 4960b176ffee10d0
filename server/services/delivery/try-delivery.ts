import { updateQueueAsDue } from '@/server/db/delivery/enqueue';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { readDetail, requireDelivery } from './get-delivery';
import { type DeliveryDetail, toDeliveryDetail } from './view';

/**
 * Ends the wait for the next attempt of a pending delivery. The deliveries of its thread before it are sent first, and its
 * attempts go on counting. Throws not_found, and precondition_failed when it is not pending.
 */
export async function tryDelivery(
  ctx: ServiceContext,
  { deliveryId }: { deliveryId: string },
): Promise<DeliveryDetail> {
  const { orgId, row } = await requireDelivery(ctx, 'deliveries:write', deliveryId);
  const { tries } = await readDetail(ctx, orgId, row);
  const before = { dueAt: row.queueDueAt };
  const queueDueAt = await withChange(ctx, async (tx) => {
    const result = await updateQueueAsDue(tx, { orgId, id: row.id, at: new Date(ctx.clock.now()) });
    if (!result) throw domainError('precondition_failed', { current: row.status });
    const what = { action: 'delivery.tried', thingId: row.id, name: row.event } as const;
    return { result, change: { ...what, before, after: { dueAt: result } } };
  });
  ctx.deliveries.wake(orgId);
  return toDeliveryDetail({ ...row, queueDueAt }, tries);
}
