import { z } from '@hono/zod-openapi';
import { DELIVERY_STATUSES } from '@/server/services/delivery/view';
import { anyObject, createdAt, id, idOf, orgId, paged, pageQuery, time } from './base';

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
  channelId: id.describe('The channel whose webhook it is'),
  channelName: z.string().describe('Name of the channel'),
  channelKind: z.enum(['chat', 'flowrest', 'umi']).describe('The API of the channel'),
  threadId: id.nullable().describe('The thread it is about; null if it is about none'),
  sessionId: id.nullable().describe('The session it is about; null if it is about none'),
  turnNo: z.number().int().nullable().describe('The turn that caused it; null if none did'),
  event: z.string().describe('Name of the event in the API of the channel'),
  status: status.describe('`dead`: never acknowledged, and not tried any more'),
  attempts: z.number().int().openapi({ description: 'Attempts since it was last queued' }),
  lastError: z.string().nullable().describe('Why the last attempt failed; null if it did not'),
  createdAt,
  settledAt: time.nullable().describe('When it was acknowledged or given up; null before'),
};

const attempt = z
  .object({
    no: z.number().int().describe('Number of the attempt, from 1'),
    url: z.string().describe('Where it was sent'),
    startedAt: time.describe('When it was sent'),
    durationMs: z.number().int().describe('How long it took, in milliseconds'),
    status: z.number().int().nullable().describe('HTTP status of the response; null without a response'),
    headers: anyObject.nullable().describe('Headers of the response; null without a response'),
    body: z.string().nullable().openapi({ description: 'At most 20 kB' }),
    errorCode: z.string().nullable().openapi({ description: 'blocked, timeout, network or secret' }),
    error: z.string().nullable().describe('Why it failed, for people; null if it did not'),
  })
  .openapi('DeliveryAttempt');

export const deliveryList = paged(z.object(deliveryShape).openapi('DeliverySummary')).openapi('Deliveries');
export const delivery = z
  .object({
    ...deliveryShape,
    body: z.string().describe('Body of the request'),
    headers: z
      .record(z.string(), z.string())
      .describe('Headers of the request, except those that each attempt adds'),
    dueAt: time.nullable().describe('When the next attempt is due; null if there is none'),
    tries: z.array(attempt).openapi({ description: 'The latest 50, newest first' }),
  })
  .openapi('Delivery');
const recoveredCount = z.number().int().describe('Number of dead deliveries that were queued again');

export const recovered = z.object({ recovered: recoveredCount }).openapi('RecoveredDeliveries');
export const replayed = z
  .object({
    recovered: recoveredCount,
    written: z.number().int().describe('Number of events that were written and queued anew'),
    nextCursor: z
      .string()
      .nullable()
      .describe('Send it as `cursor` to go on; null when everything is queued'),
  })
  .openapi('ReplayedDeliveries');
