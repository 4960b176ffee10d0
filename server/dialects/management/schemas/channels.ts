import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { CHANNEL_ORDERINGS } from '@/server/services/channel/channel-cursor';
import {
  anyObject,
  createdAt,
  described,
  flowIdOf,
  id,
  idOf,
  orgId,
  paged,
  pageQuery,
  time,
  WEB_ADDRESS,
} from './base';

const KINDS = ['chat', 'flowrest', 'umi'] as const;
const SCHEDULES = ['vendor', 'long'] as const;

const ROOM_ID = '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a';

export const channelPath = z.object({ orgId, channelId: idOf('the channel') });

export const channelsQuery = pageQuery.extend({
  kind: z.enum(KINDS).optional().openapi({ description: 'Channels of one kind' }),
  ordering: z
    .enum(CHANNEL_ORDERINGS)
    .default('-created_at')
    .openapi({ description: 'A leading hyphen reverses the order' }),
});

const name = z.string();

const channelFields = {
  enabled: z
    .boolean()
    .optional()
    .openapi({ description: 'A channel that is not enabled accepts no messages' }),
  flowId: z.string().nullish().openapi({ description: 'flowrest: id or slug of the flow that answers' }),
  roomId: z.string().nullish().openapi({ description: 'umi: where conversations are held' }),
  label: z.string().nullish().openapi(described(64, 'umi: messaging_channel, 1 to 64 characters')),
  environment: z
    .string()
    .optional()
    .describe('Name of the environment in which its sessions start. Default: production'),
  settings: jsonObject.optional().openapi({
    description:
      'Settings of this kind of channel; each setting given replaces its old value. disclosure (all kinds): a text of up to 1,000 characters, said once in a session before the first words of a model; empty for none. concurrency (all kinds): queue (default), merge or reject messages that arrive while the flow is busy; flowrest and umi also interrupt calls that may be interrupted. quietMs (flowrest, umi): 0 to 20,000; messages reach the flow as one when the person has written nothing for so long. disableOnGone (all kinds): 410 turns the webhook off; default: false',
  }),
  webhookUrl: z
    .string()
    .nullish()
    .openapi({ ...WEB_ADDRESS, description: 'At most 2,048 characters; a public address' }),
  webhookSchedule: z.enum(SCHEDULES).optional().openapi({
    description: 'vendor: as the API of this kind documents; long: 10 attempts over about 75 hours',
  }),
  maxRetryCount: z.number().optional().openapi({
    type: 'integer',
    minimum: 0,
    maximum: 20,
    description: 'Retries on the schedule of umi: 0 to 20; default: 3',
  }),
};

export const createChannelBody = z
  .strictObject({
    kind: z.enum(KINDS).describe('The API of the channel; it cannot change'),
    name: name.openapi(described(255, 'Name of the channel, 1 to 255 characters')),
    ...channelFields,
  })
  .openapi('CreateChannel', {
    example: {
      kind: 'umi',
      name: 'Support mail',
      label: 'email',
      roomId: ROOM_ID,
      webhookUrl: 'https://example.com/replies',
      maxRetryCount: 3,
    },
  });
export const updateChannelBody = z
  .strictObject({
    name: name.optional().openapi(described(255, 'Name of the channel, 1 to 255 characters')),
    ...channelFields,
  })
  .openapi('UpdateChannel', {
    example: { settings: { allowedOrigins: ['https://shop.example.com'] }, webhookSchedule: 'long' },
  });
export const rotateSecretBody = z
  .strictObject({
    overlapMs: z.number().optional().openapi({
      type: 'integer',
      minimum: 0,
      maximum: 2_592_000_000,
      description: 'How long the old secret also signs, in milliseconds; default: one day',
    }),
  })
  .openapi('RotateWebhookSecret', { example: { overlapMs: 86_400_000 } });

export const channel = z
  .object({
    id: id.describe('Id of the channel'),
    kind: z.enum(KINDS).describe('The API of the channel'),
    name: name.describe('Name of the channel'),
    enabled: z.boolean().describe('Whether it accepts messages'),
    flowId: flowIdOf('a channel of the kind flowrest'),
    roomId: id.nullable().describe('umi: the room of the conversations; else null'),
    label: z.string().nullable().describe('umi: `messaging_channel`; else null'),
    publicKey: z.string().nullable().openapi({ description: 'chat: the key that browsers may know' }),
    environment: z.string().describe('The environment in which its sessions start'),
    settings: anyObject.describe('Settings of this kind of channel, with their defaults'),
    webhookUrl: z.string().nullable().describe('Where webhooks are sent; null for none'),
    webhookSchedule: z
      .enum(SCHEDULES)
      .describe('vendor: as the API of this kind documents; long: 10 attempts over about 75 hours'),
    maxRetryCount: z.number().int().describe('Number of retries on the schedule of umi'),
    webhookDisabledAt: time
      .nullable()
      .openapi({ description: 'When the endpoint answered 410; only with disableOnGone' }),
    secrets: z
      .array(
        z.object({
          id: id.describe('Id of the secret'),
          createdAt,
          retiresAt: time.nullable().describe('When it stops signing; null if it stays'),
        }),
      )
      .openapi({ description: 'Active signing secrets, newest first, without their text' }),
    createdAt,
    modifiedAt: time.describe('When it was changed last'),
  })
  .openapi('Channel');
export const channelList = paged(channel)
  .extend({
    previousCursor: z.string().nullable().describe('The `cursor` of the page before; null on the first one'),
  })
  .openapi('Channels');
export const channelWithSecret = z
  .object({
    channel: channel.describe('The channel'),
    webhookSecret: z
      .string()
      .nullable()
      .openapi({ description: 'Returned only in the response that created it', example: 'whsec_…' }),
  })
  .openapi('ChannelWithSecret');
export const queuedDelivery = z
  .object({ deliveryId: id.describe('Id of the delivery, to read its state') })
  .openapi('QueuedDelivery');
