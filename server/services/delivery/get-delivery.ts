import { type DeliveryRow, findDelivery, listAttempts } from '@/server/db/delivery/list';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Scope } from '@/server/shared/scopes';
import { requireScope, type ServiceContext } from '../context';
import { type DeliveryDetail, toDeliveryDetail } from './view';

const SHOWN_ATTEMPTS = 50;

/** Returns a delivery with its body and attempts; throws not_found. */
export async function getDelivery(
  ctx: ServiceContext,
  { deliveryId }: { deliveryId: string },
): Promise<DeliveryDetail> {
  const { orgId, row } = await requireDelivery(ctx, 'deliveries:read', deliveryId);
  return readDetail(ctx, orgId, row);
}

/** Adds the attempts of a delivery to its row. */
export async function readDetail(
  { db }: ServiceContext,
  orgId: string,
  row: DeliveryRow,
): Promise<DeliveryDetail> {
  return toDeliveryDetail(row, await listAttempts(db, { orgId, id: row.id, take: SHOWN_ATTEMPTS }));
}

/**
 * Returns a delivery that the actor may do `scope` with; throws not_found, also for another channel than the key's
 * own.
 */
export async function requireDelivery(
  ctx: ServiceContext,
  scope: Scope,
  id: string,
): Promise<{ orgId: string; row: DeliveryRow }> {
  const orgId = requireScope(ctx, scope);
  const row = isUuid(id) ? await findDelivery(ctx.db, { orgId, id }) : null;
  if (!row || row.channelId !== (ownChannel(ctx) ?? row.channelId))
    throw domainError('not_found', { thing: 'delivery', id });
  return { orgId, row };
}

/** The only channel of the actor's key; null for a key of the organization. */
export function ownChannel({ actor }: ServiceContext): string | null {
  return actor.type === 'apiKey' ? actor.channelId : null;
}
