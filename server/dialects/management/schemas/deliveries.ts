import { z } from '@hono/zod-openapi';
import { DELIVERY_STATUSES } from '@/server/services/delivery/view';
import { anyObject, id, idOf, orgId, paged, pageQuery, time } from './base';

export const deliveryPath = z.object({ orgId, deliveryId: idOf('the delivery') });

const status = z.enum(DELIVERY_STATUSES);

export const deliveriesQuery = pageQuery.extend({
  status: z
    .union([status, z.array(status)])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .optional()
    .openapi({ description: 'May be repeated; `dead`: never acknowledged' }),
  channelId: idOf('a channel').optional(),
  sessionId: idOf('a session').optional(),
  threadId: idOf('a thread').optional(),
  event: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'Name of the event in the API of the channel', example: 'messages' }),
});

const since = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .openapi({ type: 'string', format: 'date-time', description: 'Deliveries created at this time or later' });

export const recoverBody = z.strictObject({ since }).openapi('RecoverDeliveries');
export const replayBody = z
  .strictObject({
    since,
    cursor: z.string().optional().openapi({ description: 'The nextCursor of the previous response' }),
  })
  .openapi('ReplayDeliveries');

const deliveryShape = {
  id: id.openapi({ description: 'Also the webhook-id header of every attempt' }),
  channelId: id,
  channelName: z.string(),
  channelKind: z.enum(['chat', 'flowrest', 'umi']),
  threadId: id.nullable(),
  sessionId: id.nullable(),
  turnNo: z.number().int().nullable(),
  event: z.string(),
  status,
  attempts: z.number().int().openapi({ description: 'Attempts since it was last queued' }),
  lastError: z.string().nullable(),
  createdAt: time,
  settledAt: time.nullable(),
};

const attempt = z
  .object({
    no: z.number().int(),
    url: z.string(),
    startedAt: time,
    durationMs: z.number().int(),
    status: z.number().int().nullable(),
    headers: anyObject.nullable(),
    body: z.string().nullable().openapi({ description: 'At most 20 kB' }),
    errorCode: z.string().nullable().openapi({ description: 'blocked, timeout, network or secret' }),
    error: z.string().nullable(),
  })
  .openapi('DeliveryAttempt');

export const deliveryList = paged(z.object(deliveryShape).openapi('DeliverySummary')).openapi('Deliveries');
export const delivery = z
  .object({
    ...deliveryShape,
    body: z.string(),
    headers: z.record(z.string(), z.string()),
    dueAt: time.nullable(),
    tries: z.array(attempt).openapi({ description: 'The latest 50, newest first' }),
  })
  .openapi('Delivery');
export const recovered = z.object({ recovered: z.number().int() }).openapi('RecoveredDeliveries');
export const replayed = z
  .object({
    recovered: z.number().int(),
    written: z.number().int(),
    nextCursor: z.string().nullable(),
  })
  .openapi('ReplayedDeliveries');
