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
  name: textField(255).openapi({
    description: 'Name of the channel; spaces around it are removed',
    example: 'Support Email Channel',
  }),
  messaging_channel: textField(64).openapi({
    description: 'Kind of the channel in any words, for people; spaces around it are removed',
    example: 'email',
  }),
  room_id: uuidField().openapi({ description: 'The room of the organization whose flow or people answer' }),
  reply_webhook_url: addressField(2048).openapi({
    format: 'uri',
    pattern: '^[hH][tT][tT][pP][sS]?://[^/]',
    description: 'Where replies are sent. It must be a public HTTP address',
  }),
  max_retry_count: countField({ min: 0, max: 20 })
    .default(3)
    .openapi({ description: 'Number of retries of a failed webhook' }),
}).openapi('RegisterChannel');

/** WIRE.md#channel-object. */
export const channel = z
  .object({
    id: id.describe('Id of the channel, `config_id` in paths'),
    name: z.string().describe('Name of the channel'),
    messaging_channel: z.string().describe('Kind of the channel, for people'),
    organization_id: id.describe('The organization'),
    room_id: id.describe('The room whose flow or people answer'),
    reply_webhook_url: z.string().describe('Where replies are sent; empty if a channel has no webhook'),
    max_retry_count: z.int().describe('Number of retries of a failed webhook'),
    created_at: time.describe('When the channel was registered'),
    modified_at: time.describe('When the channel was changed last'),
  })
  .openapi('Channel');

/** WIRE.md#list-channels. Unknown parameters are ignored. */
export const channelsQuery = z.object({
  ordering: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .openapi({
      description:
        'created_at, modified_at or messaging_channel; a leading hyphen reverses the order. The first known key counts',
    }),
  cursor: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .openapi({ description: 'From next or previous' }),
});

export const channelList = z
  .object({
    next: z.string().nullable().describe('URL of the next page; null on the last one'),
    previous: z.string().nullable().describe('URL of the page before; null on the first one'),
    results: z.array(channel).describe('The channels of this page, at most 50'),
  })
  .openapi('Channels');

const threadId = textField(MAX_ID_LENGTH);

/** WIRE.md#message-input. */
const message = bodyOf({
  body: textField(MAX_BODY_LENGTH).openapi({
    description: 'Text of the message. A flow receives that of a mail without its quotes and its signature',
  }),
  thread_id: threadId.openapi({
    description: "The caller's id of the thread, the same for all messages of a request",
  }),
  sender_id: textField(MAX_ID_LENGTH).openapi({
    description:
      "The caller's id of the visitor; for `user` the id of a member or, as the bot, of a flow of the organization",
  }),
  message_id: textField(MAX_ID_LENGTH).openapi({
    description:
      "The caller's id of the message. A repeated id makes another message, unless the channel refuses it",
  }),
  sender_type: choiceField(['visitor', 'user'])
    .default('visitor')
    .openapi({ description: '`visitor`, whom the flow answers, or `user`, who answers in its place' }),
  selected_reply_suggestion_id: uuidField().nullable().default(null).openapi({
    description:
      'The suggestion that the message of a user is based on, of the same open chat session. Only for `user`',
  }),
}).openapi('Message');

/** WIRE.md#create-messages. */
export const messagesBody = bodyOf({
  messages: listField(message, MAX_BATCH).openapi({ description: 'Messages of one thread, in order' }),
  skip_waiting_state: flagField()
    .default(false)
    .openapi({ description: 'Whether the chat session stays out of the waiting queue' }),
  close_session: flagField()
    .default(false)
    .openapi({ description: 'Whether the chat session ends after the messages, as for imported threads' }),
  variables: textsField(MAX_VARIABLES_LENGTH)
    .default({})
    .openapi({
      description: `Variables of the visitor as texts by name, at most ${MAX_VARIABLES_LENGTH} characters with their names. Null values are ignored`,
    }),
})
  .refine(({ messages }) => messages.every(({ thread_id }) => thread_id === messages[0]?.thread_id), {
    error: 'All messages must have the same thread_id.',
    when: ({ issues }) => issues.length === 0,
  })
  .openapi('CreateMessages');

/** WIRE.md#messages-response. */
export const created = z
  .object({
    chat_id: id.describe('The chat session of the messages'),
    mapping_id: id.describe('The id of the thread in this server'),
    message_ids: z.array(id).describe('The ids of the messages, in the order of the request'),
    messages_created: z
      .int()
      .describe('Number of new messages; repeated ids do not count where they are refused'),
    is_new_session: z.boolean().describe('Whether the chat session began with these messages'),
  })
  .openapi('CreatedMessages');

/** WIRE.md#close-a-session, request. */
export const closeBody = bodyOf({
  thread_id: threadId.openapi({ description: "The caller's id of the thread" }),
}).openapi('CloseSession');

/** WIRE.md#close-a-session, response. */
export const closed = z
  .object({
    chat_session_id: id.describe('The chat session, `chat_id` in other responses'),
    thread_id: z.string().describe("The caller's id of the thread"),
    message: z
      .enum(['Chat session closed successfully', 'Chat session was already closed'])
      .describe('Whether this request closed it'),
    is_ended: z.literal(true).describe('Always true'),
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
