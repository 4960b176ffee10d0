import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { enqueueDelivery } from '../delivery/enqueue-delivery';
import { getChannelRow, requireChannelScope } from './internal';

/**
 * Queues a sample webhook, signed and retried like any other. Throws not_found, and precondition_failed when the
 * channel has no webhook or a disabled one.
 */
export async function sendTestWebhook(
  ctx: ServiceContext,
  { channelId }: { channelId: string },
): Promise<{ deliveryId: string }> {
  const orgId = requireChannelScope(ctx, 'channels:write', channelId);
  const { webhookUrl, webhookDisabledAt, name } = await getChannelRow(ctx, orgId, channelId);
  if (webhookUrl === null) throw domainError('precondition_failed', { current: 'no webhook' });
  if (webhookDisabledAt) throw domainError('precondition_failed', { current: 'webhook disabled' });
  const sentAt = new Date(ctx.clock.now()).toISOString();
  const body = JSON.stringify({ event: 'test', channel: { id: channelId, name }, sentAt });
  const deliveryId = await enqueueDelivery(ctx, { channelId, event: 'test', body });
  if (deliveryId === null) throw domainError('precondition_failed', { current: 'no webhook' });
  return { deliveryId };
}
