import { z } from '@hono/zod-openapi';
import {
  addressField,
  bodyOf,
  choiceField,
  countField,
  flagField,
  listField,
  textField,
  textsField,
  uuidField,
} from './fields';

/* Requests and responses as schemas. The vendor gives no limits for batches, bodies and variables; these are ours. */

/** The longest body of a message, in characters. */
const MAX_BODY_LENGTH = 20_000;
/** The most messages of one request. */
const MAX_BATCH = 100;
/** The most characters of the variables of one request, names and values together. */
const MAX_VARIABLES_LENGTH = 65_536;
const MAX_ID_LENGTH = 512;

const id = z.string().openapi({ format: 'uuid', example: '550e8400-e29b-41d4-a716-446655440000' });
const time = z.string().openapi({ format: 'date-time', example: '2026-03-01T09:00:00.000Z' });

const orgId = z
  .string()
  .openapi({ description: 'Organization identifier', example: '123e4567-e89b-12d3-a456-426614174000' });
const configId = z
  .string()
  .openapi({ description: 'Channel identifier', example: '550e8400-e29b-41d4-a716-446655440000' });

export const orgPath = z.object({ orgId });
export const channelPath = z.object({ orgId, configId });

/** WIRE.md#register-a-channel. */
export const channelBody = bodyOf({
  name: textField(255).openapi({ type: 'string', example: 'Support Email Channel' }),
  messaging_channel: textField(64).openapi({ type: 'string', example: 'email' }),
  room_id: uuidField(),
  reply_webhook_url: addressField(2048).openapi({ type: 'string', format: 'uri' }),
  max_retry_count: countField({ min: 0, max: 20 }).default(3),
}).openapi('RegisterChannel');

/** WIRE.md#channel-object. */
export const channel = z
  .object({
    id,
    name: z.string(),
    messaging_channel: z.string(),
    organization_id: id,
    room_id: id,
    reply_webhook_url: z.string(),
    max_retry_count: z.int(),
    created_at: time,
    modified_at: time,
  })
  .openapi('Channel');

/** WIRE.md#list-channels. Unknown parameters are ignored. */
export const channelsQuery = z.object({
  ordering: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .openapi({ description: 'created_at, modified_at or label; a leading hyphen reverses the order' }),
  cursor: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .openapi({ description: 'From next or previous' }),
});

export const channelList = z
  .object({ next: z.string().nullable(), previous: z.string().nullable(), results: z.array(channel) })
  .openapi('Channels');

/** WIRE.md#message-input. */
const message = bodyOf({
  body: textField(MAX_BODY_LENGTH).openapi({ type: 'string' }),
  thread_id: textField(MAX_ID_LENGTH).openapi({ type: 'string' }),
  sender_id: textField(MAX_ID_LENGTH).openapi({ type: 'string' }),
  message_id: textField(MAX_ID_LENGTH).openapi({ type: 'string' }),
  sender_type: choiceField(['visitor', 'user']).default('visitor'),
  selected_reply_suggestion_id: uuidField().nullable().default(null),
}).openapi('Message');

/** WIRE.md#create-messages. */
export const messagesBody = bodyOf({
  messages: listField(message, MAX_BATCH),
  skip_waiting_state: flagField().default(false),
  close_session: flagField().default(false),
  variables: textsField(MAX_VARIABLES_LENGTH).default({}),
})
  .refine(({ messages }) => messages.every(({ thread_id }) => thread_id === messages[0]?.thread_id), {
    error: 'All messages must have the same thread_id.',
    when: ({ issues }) => issues.length === 0,
  })
  .openapi('CreateMessages');

/** WIRE.md#messages-response. */
export const created = z
  .object({
    chat_id: id,
    mapping_id: id,
    message_ids: z.array(id),
    messages_created: z.int(),
    is_new_session: z.boolean(),
  })
  .openapi('CreatedMessages');

/** WIRE.md#close-a-session, request. */
export const closeBody = bodyOf({
  thread_id: textField(MAX_ID_LENGTH).openapi({ type: 'string' }),
}).openapi('CloseSession');

/** WIRE.md#close-a-session, response. */
export const closed = z
  .object({
    chat_session_id: id,
    thread_id: z.string(),
    message: z.enum(['Chat session closed successfully', 'Chat session was already closed']),
    is_ended: z.literal(true),
  })
  .openapi('ClosedSession');

/** Sentences by invalid field, or `detail`. */
export const errorBody = z
  .record(z.string(), z.unknown())
  .openapi('Error', { example: { name: ['This field is required.'] } });

export type ChannelBody = z.infer<typeof channel>;
export type MessageInput = z.output<typeof message>;
export type MessagesInput = z.output<typeof messagesBody>;
export type CreatedBody = z.infer<typeof created>;
export type ClosedBody = z.infer<typeof closed>;
