import { updateDeliveryAsPending } from '@/server/db/delivery/enqueue';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { readDetail, requireDelivery } from './get-delivery';
import { type DeliveryDetail, toDeliveryDetail } from './view';

/**
 * Sends a settled delivery again, delivered or dead, with the same bytes and id, counting attempts from zero. It goes
 * behind its thread's pending deliveries, so that nothing younger waits for it. Throws not_found, and
 * precondition_failed when it is still pending.
 */
export async function resendDelivery(
  ctx: ServiceContext,
  { deliveryId }: { deliveryId: string },
): Promise<DeliveryDetail> {
  const { orgId, row } = await requireDelivery(ctx, 'deliveries:write', deliveryId);
  const { tries } = await readDetail(ctx, orgId, row);
  const { event: name, status } = row;
  const queued = await withChange(ctx, async (tx) => {
    const result = await updateDeliveryAsPending(tx, { orgId, id: row.id, at: new Date(ctx.clock.now()) });
    if (!result) throw domainError('precondition_failed', { current: 'pending' });
    const what = { action: 'delivery.resent', thingId: row.id, name } as const;
    return { result, change: { ...what, before: { status }, after: { status: 'pending' } } };
  });
  ctx.deliveries.wake(orgId);
  // The state that this call wrote; a new read could show it as sent already.
  return toDeliveryDetail({ ...row, ...queued }, tries);
}
