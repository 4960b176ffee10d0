import { z } from '@hono/zod-openapi';
import { SESSION_STATUSES } from '@/server/services/session/view';
import type { Json } from '@/server/shared/json';
import { anyObject, id, idOf, limit, orgId, paged, pageQuery, search, time } from './base';

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
  search,
});

const text = z.string();
const count = z.number().int();

const sessionShape = {
  id,
  flowId: id,
  versionId: id,
  status: sessionStatus,
  test: z.boolean().openapi({ description: 'true for a session that runs a draft' }),
  channel: text,
  channelId: id.nullable(),
  threadId: id.nullable(),
  roomId: id.nullable(),
  externalId: text.nullable(),
  metadata: anyObject,
  nodeId: text.nullable().openapi({ description: 'The node that the session is at' }),
  control: z.enum(['flow', 'human']).openapi({ description: 'Who answers: the flow or a person' }),
  assigneeId: text.nullable().openapi({ description: 'The member who answers' }),
  waitingSince: time.nullable().openapi({ description: 'Since when it waits for a person' }),
  turnNo: count,
  messageCount: count,
  output: z.unknown().openapi({ description: 'The output of the end node; null before' }),
  failure: z.object({ code: text, message: text, nodeId: text.nullable() }).nullable(),
  createdAt: time,
  lastActivityAt: time,
  expiresAt: time.nullable(),
  finishedAt: time.nullable(),
};

export const sessionSummary = z
  .object({
    ...sessionShape,
    flowName: text,
    flowSlug: text,
    versionNumber: count.nullable(),
    channelName: text.nullable(),
    person: text.nullable().openapi({ description: 'Name of the person in the conversation' }),
    lastText: text.nullable(),
  })
  .openapi('SessionSummary');
export const sessionList = paged(sessionSummary).openapi('Sessions');

export const session = z
  .object({
    ...sessionShape,
    variables: anyObject,
    visitor: anyObject.openapi({ description: "Data that the visitor's page sent" }),
    wait: anyObject.nullable().openapi({ description: 'The input or event it waits for' }),
    awaitedEvent: text.nullable(),
  })
  .openapi('Session');

export const message = z
  .object({
    id,
    seq: count.openapi({ description: 'Number within the session, from 1' }),
    turnNo: count,
    direction: z.enum(['inbound', 'outbound']),
    kind: text,
    text: text.openapi({ description: 'Plain text of the content' }),
    content: anyObject,
    expected: anyObject.nullable().openapi({ description: 'The answer that the message asks for' }),
    sender: anyObject.nullable().openapi({ description: 'The person, where one wrote instead of the flow' }),
    externalId: text.nullable(),
    inputId: text.nullable(),
    nodeId: text.nullable(),
    suggestionId: id.nullable(),
    suggestion: anyObject.optional(),
    createdAt: time,
  })
  .openapi('Message');
export const messageList = paged(message).openapi('Messages');

const shownEvent = z
  .custom<Json>((event) => event !== undefined)
  .openapi({ type: 'object', additionalProperties: {} });

export const turn = z
  .object({
    no: count,
    event: shownEvent,
    trace: anyObject,
    status: sessionStatus,
    usage: anyObject.nullable().openapi({ description: 'Tokens that the model calls used, with their cost' }),
    createdAt: time,
  })
  .openapi('Turn');
export const turnList = paged(turn).openapi('Turns');
