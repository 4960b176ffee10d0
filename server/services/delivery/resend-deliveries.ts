import { isDomainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { resendDelivery } from './resend-delivery';
import { type ResendDeliveries, resendSchema } from './schema';

/**
 * Sends up to 100 settled deliveries again, in the order of their creation; pending and unknown ones are skipped and
 * counted. Throws invalid_request, permission_denied.
 */
export async function resendDeliveries(
  ctx: ServiceContext,
  input: ResendDeliveries,
): Promise<{ resent: number; left: number }> {
  const { deliveryIds } = requireValid(resendSchema, input);
  // Ids begin with their creation time.
  const inOrder = [...new Set(deliveryIds)].sort();
  let resent = 0;
  for (const deliveryId of inOrder) resent += (await tryResend(ctx, deliveryId)) ? 1 : 0;
  return { resent, left: inOrder.length - resent };
}

async function tryResend(ctx: ServiceContext, deliveryId: string): Promise<boolean> {
  try {
    await resendDelivery(ctx, { deliveryId });
    return true;
  } catch (error) {
    const isLeft = isDomainError(error) && ['precondition_failed', 'not_found'].includes(error.code);
    if (!isLeft) throw error;
    return false;
  }
}
