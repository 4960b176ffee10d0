import { z } from '@hono/zod-openapi';
import { SESSION_STATUSES } from '@/server/services/session/view';
import type { Json } from '@/server/shared/json';
import { anyObject, createdAt, id, idOf, limit, orgId, paged, pageQuery, search, time } from './base';

export const sessionPath = z.object({ orgId, sessionId: idOf('the session') });

// The largest number that the columns of messages and turns hold.
const MOST_COUNTED = 2_147_483_647;

export const afterQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_COUNTED)
    .optional()
    .openapi({ description: 'Number of the last item read; default: from the beginning' }),
  limit,
});

const sessionStatus = z.enum(SESSION_STATUSES);

const instant = time
  .transform((text) => new Date(text))
  .openapi({ type: 'string', format: 'date-time' })
  .optional();

export const sessionsQuery = pageQuery.extend({
  status: z
    .union([sessionStatus, z.array(sessionStatus)])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .optional()
    .openapi({ description: 'May be repeated' }),
  flowId: z.string().optional().openapi({ description: 'Id or slug of the flow' }),
  channel: z.string().max(100).optional().openapi({
    description:
      'The channel they came by: api, test, chat, flowrest, umi, a name that a caller gave, or a channel id',
  }),
  test: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .openapi({ description: 'true: test sessions only; false: without them' }),
  createdSince: instant.openapi({ description: 'Only sessions that started at this time or later' }),
  createdBefore: instant.openapi({ description: 'Only sessions that started before this time' }),
  search,
});

const text = z.string();
const count = z.number().int();

const sessionShape = {
  id: id.describe('Id of the session'),
  flowId: id.describe('The flow'),
  versionId: id.describe('The version of the flow, or the draft of a test session'),
  status: sessionStatus.describe('The wait or the end of the session'),
  test: z.boolean().openapi({ description: 'true for a session that runs a draft' }),
  channel: text.describe('How it came: `api`, `test`, the kind of a channel, or a name that a caller gave'),
  channelId: id.nullable().describe('The channel; null if it came by none'),
  threadId: id.nullable().describe('The thread; null if it belongs to none'),
  roomId: id.nullable().describe('The room; null if it is held in none'),
  externalId: text.nullable().describe("The caller's id of the session; null if none was given"),
  metadata: anyObject.describe('Metadata of the caller; may be empty'),
  nodeId: text.nullable().openapi({ description: 'The node that the session is at' }),
  control: z.enum(['flow', 'human']).openapi({ description: 'Who answers: the flow or a person' }),
  assigneeId: text.nullable().openapi({ description: 'The member who answers' }),
  waitingSince: time.nullable().openapi({ description: 'Since when it waits for a person' }),
  turnNo: count.describe('Number of turns so far'),
  messageCount: count.describe('Number of messages so far, in both directions'),
  output: z.unknown().openapi({ description: 'The output of the end node; null before' }),
  failure: z
    .object({
      code: text.describe('Code of the error, for programs'),
      message: text.describe('The cause, in words for the author of the flow'),
      nodeId: text.nullable().describe('The node that failed; null if no node did'),
    })
    .nullable()
    .describe('The error of the flow; null unless it failed'),
  createdAt: createdAt.describe('When it started'),
  lastActivityAt: time.describe('When it changed last'),
  expiresAt: time.nullable().describe('When it ends by itself; null if it does not'),
  finishedAt: time.nullable().describe('When it ended; null before'),
};

export const sessionSummary = z
  .object({
    ...sessionShape,
    flowName: text.describe('Name of the flow'),
    flowSlug: text.describe('Slug of the flow'),
    versionNumber: count.nullable().describe('Number of the version; null for a draft'),
    channelName: text.nullable().describe('Name of the channel; null if it came by none'),
    person: text.nullable().openapi({ description: 'Name of the person in the conversation' }),
    lastText: text.nullable().describe('Beginning of the last message; null before the first one'),
  })
  .openapi('SessionSummary');
export const sessionList = paged(sessionSummary).openapi('Sessions');

export const session = z
  .object({
    ...sessionShape,
    environment: text.describe('The environment that it was started in'),
    variables: anyObject.describe('Variables of the flow, by name'),
    visitor: anyObject.openapi({ description: "Data that the visitor's page sent" }),
    wait: anyObject.nullable().openapi({ description: 'The input or event it waits for' }),
    awaitedEvent: text.nullable().describe('Name of the event it waits for; null if it waits for none'),
  })
  .openapi('Session');

export const message = z
  .object({
    id: id.describe('Id of the message'),
    seq: count.openapi({ description: 'Number within the session, from 1' }),
    turnNo: count.describe('The turn of the message'),
    direction: z.enum(['inbound', 'outbound']).describe('`inbound`: to the flow; `outbound`: from it'),
    kind: text.describe('Type of the content, such as `text` or `card`'),
    text: text.openapi({ description: 'Plain text of the content' }),
    content: anyObject.describe(
      'The complete content; its fields depend on its `type`; `version.changed` moved the session to another version',
    ),
    expected: anyObject.nullable().openapi({ description: 'The answer that the message asks for' }),
    sender: anyObject.nullable().openapi({ description: 'The person, where one wrote instead of the flow' }),
    externalId: text.nullable().describe("The caller's id of the message; null if none was given"),
    inputId: text.nullable().describe('The input that it belongs to; null if there was none'),
    nodeId: text.nullable().describe('The node that sent it; null in messages of people'),
    suggestionId: id.nullable().describe('The suggestion that it is based on; null if it is based on none'),
    suggestion: anyObject.optional().describe('That suggestion. Absent if the message is based on none'),
    createdAt: createdAt.describe('When it was sent'),
  })
  .openapi('Message');
export const messageList = paged(message).openapi('Messages');

const shownEvent = z
  .custom<Json>((event) => event !== undefined)
  .openapi({
    type: 'object',
    additionalProperties: {},
    description: 'The event that caused the turn; its fields depend on its `type`',
  });

export const turn = z
  .object({
    no: count.describe('Number of the turn in the session, from 0'),
    event: shownEvent,
    trace: anyObject.describe('The nodes that ran, with their values and decisions'),
    status: sessionStatus.describe('The status after the turn'),
    usage: anyObject.nullable().openapi({ description: 'Tokens that the model calls used, with their cost' }),
    createdAt: createdAt.describe('When it ran'),
  })
  .openapi('Turn');
export const turnList = paged(turn).openapi('Turns');
