import { z } from '@hono/zod-openapi';

/* Responses as schemas; WIRE.md has their source. A call without `sync=true` is answered with `status` alone. */

const time = z.string().openapi({ format: 'date-time' });
const id = z.string().openapi({ format: 'uuid' });
const shown = z.record(z.string(), z.unknown());
const nothing = (description: string) => z.array(shown).describe(`${description}; always empty`);

const status = z.literal('ok').describe('Always `ok`; a failure has another HTTP status');
const ok = z.looseObject({ status });
const threadId = z.string().describe("The caller's id of the thread, as sent");

export const okReply = ok.openapi('Ok', { example: { status: 'ok' } });

export const newThreadReply = z
  .object({ status, threadId: z.string().describe('The new id, for the paths of further calls') })
  .openapi('NewThread');

const speaker = z
  .object({
    userId: z.string().optional().describe('Id of the bot or the person. Absent for a customer'),
    name: z.string().describe('Name; empty if none was given'),
    role: z.string().describe('`bot`; `moderator`, a person in its place; or `external`, a customer'),
    profile: shown.describe('Profile as sent with the last message that had one; empty if none had'),
  })
  .openapi('Speaker', { description: 'The sender of a message, or the customer of the thread' });

const response = z
  .object({
    type: z.string().describe('Name of the template, such as `text` or `card`'),
    payload: shown.describe('Fields of the template'),
  })
  .openapi('Template');

const responses = z.array(response).describe('The content as templates, in order');
const intents = nothing('Recognized intents');
const contexts = nothing('Contexts');
const params = shown.describe('Parameters; always empty');
const fallback = z.string().describe('The content as plain text');

const flow = z.object({
  flowId: z.string().describe('The flow that sent the message'),
  title: z.string().describe('Name of the flow'),
  group: z.string().describe('Group of the flow; always empty, because flows have no groups'),
  metadata: nothing('Metadata of the flow'),
});

const step = z.object({
  stepId: z.string().describe('The node that sent the message; empty for a person'),
  title: z.string().describe('Label of the node; empty if it has none'),
  type: z.string().describe('Always `INTENT`'),
});

const messageMeta = z.object({
  msgId: id.describe('Id of the message'),
  prevMsgId: id.nullable().describe('The message before it in this reply; null for the first one'),
  childMsgId: id.describe('Equal to `msgId`: a message has one template'),
  prevChildMsgId: id.nullable().describe('Equal to `prevMsgId`'),
  createdAt: z.number().int().describe('When it was sent, in milliseconds since 1970'),
  keepTyping: z.boolean().describe('Always false: delays are not sent'),
});

const replyMessage = z
  .object({
    fallback,
    silent: z.boolean().describe('Always false'),
    replyTo: z.string().describe('The text that is answered; empty if it is not known'),
    originator: speaker,
    actions: nothing('Actions'),
    responses,
    intents,
    entities: nothing('Recognized entities'),
    flow: flow.describe('The flow of the message'),
    step: step.describe('The node of the message'),
    slot: z.boolean().describe('Always false'),
    params,
    contexts,
    meta: messageMeta.describe('Ids and time'),
  })
  .openapi('ReplyMessage');

const replyObject = z.object({
  status,
  activityId: id
    .optional()
    .describe('The input that is answered. Absent without `sync=true`, as are the others'),
  agentId: z.string().optional().describe("The channel's flow; empty if it has none"),
  channelId: id.optional().describe('The channel'),
  channelName: z.string().optional().describe('Name of the channel'),
  threadId: threadId.optional(),
  messages: z
    .array(replyMessage)
    .optional()
    .describe('The messages in reply, in order; empty if there are none'),
  sentiment: z.number().optional().describe('Always 0'),
  accuracy: z.number().optional().describe('Always 0'),
  originator: speaker.optional(),
  traceId: id.optional().describe("The session; not the caller's `traceId`"),
  createdAt: time.optional().describe('When the session changed last'),
  replyTo: z.string().optional().describe('The text that is answered'),
  user: speaker.optional(),
  metadata: z
    .object({ params: shown.describe('Parameters of the last message that had any') })
    .optional()
    .describe('Metadata of the thread'),
  connectionKey: id.optional().describe('The id of the thread in this server'),
  pending: z
    .literal(true)
    .optional()
    .describe('True if more will follow by webhook, else absent. An extension'),
  notice: z.string().optional().describe('The same in words. Absent without `pending`. An extension'),
});

/** The reply object, or the response of an asynchronous call. */
export const messageReply = z.looseObject(replyObject.shape).openapi('Reply');

const historyMessage = z.object({
  fallback,
  replyTo: z.string().nullable().describe('The text that is answered; null if there is none'),
  contexts,
  params,
  intents,
  createdAt: time.describe('When it was sent'),
  meta: z.object({ msgId: id.describe('Id of the message') }).describe('Ids of the message'),
  responses,
});

const historyItem = z
  .object({
    originator: speaker,
    messages: z.array(historyMessage).describe('Exactly one message'),
    interactionId: id.describe('The input that the message belongs to, or its own id'),
  })
  .openapi('HistoryItem');

const pages = z.number().int().describe('Number of pages');

/** WIRE.md#history-object. */
export const historyReply = ok
  .extend({
    result: z
      .object({
        history: z.array(historyItem).describe('At most 20 items, oldest first'),
        threadId,
        page: z.number().int().describe('Number of this page, from 1'),
        pages: pages.describe('Number of pages; 0 if the thread has no messages'),
      })
      .optional()
      .describe('The messages. Absent without `sync=true`'),
  })
  .openapi('History');

/** WIRE.md#endpoints. */
export const threadsReply = ok
  .extend({
    result: z
      .object({
        threads: z.array(z.string()).describe('At most 20 ids of threads, newest first'),
        page: z.string().describe('Number of this page as a text'),
        pages,
      })
      .optional()
      .describe('The threads. Absent without `sync=true`'),
  })
  .openapi('Threads');

/** WIRE.md#endpoints. */
export const eventsReply = ok
  .extend({
    result: z
      .object({ items: z.array(z.string()).describe('Names of events') })
      .optional()
      .describe('The events. Absent without `sync=true`'),
  })
  .openapi('Events');

const hours = z.object({
  weekdays: z
    .array(
      z.object({
        weekday: z.string().describe('English name of the day'),
        content: z
          .array(
            z.object({
              from: z.string().describe('Start, such as `9:00`'),
              to: z.string().describe('End, such as `17:30`'),
            }),
          )
          .describe('Open hours of the day; empty if it is closed'),
      }),
    )
    .describe('Days of the week'),
  holidays: z
    .array(
      z.object({
        holiday: z.string().describe('Name of the holiday'),
        date: time.describe('Its date, at midnight UTC'),
      }),
    )
    .describe('Days that are closed; may be empty'),
  label: z.string().describe('Name of the business hours'),
  timezone: z.string().describe("Time zone in the operator's words"),
});

/** WIRE.md#business-hours. */
export const hoursReply = ok
  .extend({
    businessHours: z
      .array(hours)
      .optional()
      .describe("The business hours of the channel's settings. Absent without `sync=true`"),
  })
  .openapi('BusinessHours');

/** WIRE.md#pause-object. */
export const pauseReply = ok
  .extend({
    isPaued: z.boolean().optional().describe('Whether the bot is paused. Absent without `sync=true`'),
    threadId: threadId.optional(),
  })
  .openapi('Pause');

const segment = z.object({
  agentId: z.string().describe("The channel's flow; empty if it has none"),
  audienceId: z.string().describe('Id of the segment'),
  channels: z.array(z.string()).describe('Name of the channel'),
  conditions: z
    .array(
      z.object({
        condition: z.string().describe('`is`, `isNot`, `contains` or `exists`'),
        conditionField: z.string().describe('Field of the profile, with dots for nested fields'),
        conditionValue: z.string().describe('Value to compare with'),
      }),
    )
    .describe('Conditions that a profile must all meet'),
  contact: z.string().describe('Always `all`'),
  createdAfterCondition: z.null().describe('Always null'),
  createdAt: time.describe('When the channel was created'),
  createdBeforeCondition: z.null().describe('Always null'),
  importCondition: z.string().describe('Always `all_contacts`'),
  title: z.string().describe('Name of the segment'),
  type: z.string().describe('Always `segment`'),
  updatedAt: time.describe('When the channel was changed last'),
});

/** WIRE.md#segments. */
export const segmentsReply = ok
  .extend({
    segments: z
      .array(segment)
      .optional()
      .describe("The segments of the channel's settings. Absent without `sync=true`"),
  })
  .openapi('Segments');

/** WIRE.md#broadcast. */
export const broadcastReply = ok
  .extend({
    skipped: z
      .array(
        z.object({
          identifier: z.string().describe('Id of the thread that was not reached'),
          message: z.string().describe('Why, for people'),
        }),
      )
      .optional()
      .describe('Threads that were not reached. Absent if all were. An extension'),
  })
  .openapi('BroadcastSent');

export const errorBody = z
  .object({
    status: z.literal('error').describe('Always `error`'),
    message: z.string().describe('The field and how to correct it, for people; the words may change'),
  })
  .openapi('Error');

/** The complete reply object. */
export type ReplyBody = Required<Omit<z.output<typeof replyObject>, 'pending' | 'notice'>>;
export type ReplyMessage = z.output<typeof replyMessage>;
export type SpeakerBody = z.output<typeof speaker>;
export type HistoryMessage = z.output<typeof historyMessage>;
export type HistoryBody = { status: 'ok'; result: NonNullable<z.output<typeof historyReply>['result']> };
