import { z } from '@hono/zod-openapi';

/*
 * Responses as schemas. Those with a section of WIRE.md are the vendor's; the others are extensions, which the README
 * describes.
 */

const shownObject = z.record(z.string(), z.unknown());
const time = z.string().openapi({ format: 'date-time', example: '2026-03-20T10:00:00.000Z' });
const id = z.string().openapi({ format: 'uuid', example: '6e16376b-fd09-4a9a-a49a-9ba4c3901563' });

const status = z
  .enum([
    'awaiting_input',
    'awaiting_transfer',
    'completed',
    'terminated',
    'processing',
    'awaiting_event',
    'failed',
  ])
  .describe(
    'The wait or the end of the session. `processing`: the flow still waits for another system, so get the ' +
      'session later. `awaiting_event`: it waits for a timer or an event',
  );

const reason = z
  .enum(['client_requested', 'expired'])
  .describe('Why the session was terminated: on request, or an hour after its start');
const terminatedAt = time.describe('When the session was terminated');

const message = z
  .object({
    id: z
      .string()
      .openapi({ example: 'msg-001' })
      .describe('`msg-` and the number of the message in the session; both directions count'),
    type: z
      .enum(['text', 'output', 'end'])
      .describe(
        '`text`: a message. `output`: the final data of the flow. `end`: the flow has reached its end',
      ),
    text: z.string().describe('The message as plain text; empty for `end` and for content without text'),
    nodeId: z.string().optional().describe('The node that sent it. Absent in messages of people'),
    content: shownObject.optional().describe('The complete message. Absent if it is a text alone'),
  })
  .openapi('Message');

const failure = z.object({
  code: z.string().describe('Code of the error, such as `state_limit`'),
  message: z.string().describe('The cause, in words for the author of the flow'),
  nodeId: z.string().nullable().describe('The node that failed; null if no node did'),
});

const flowId = id.describe('The flow, also when it was named by its slug');
const sessionId = id.describe('The session');
const createdAt = time.describe('When the session started');
const expiresAt = time.optional();
const EXPIRES_AT = 'When the session will end by itself: one hour after its start';

const ending = {
  completedAt: time.optional().describe('When the flow completed. Present with the status `completed`'),
  reason: reason.optional().describe('Why the session was terminated. Present with the status `terminated`'),
  terminatedAt: terminatedAt
    .optional()
    .describe('When the session was terminated. Present with the status `terminated`'),
  failure: failure.optional().describe('The error of the flow. Present with the status `failed`'),
  failedAt: time.optional().describe('When the flow failed. Present with the status `failed`'),
};

/** WIRE.md#session-response. */
export const sessionReply = z
  .object({
    sessionId,
    flowId,
    status,
    messages: z.array(message).describe('The messages that answer this request, in order; may be empty'),
    createdAt: createdAt.optional().describe('When the session started. Absent once it is over'),
    expiresAt: expiresAt.describe(`${EXPIRES_AT}. Absent once it is over`),
    ...ending,
  })
  .openapi('SessionReply');

export const executionReply = sessionReply.omit({ messages: true }).openapi('ExecutionReply');

/** WIRE.md#get-a-session. */
export const sessionState = z
  .object({
    sessionId,
    flowId,
    status,
    variables: shownObject.describe('All variables by name, with those given at the start; in every status'),
    metadata: shownObject.describe('The metadata exactly as sent at the start; empty if none was'),
    messageCount: z.number().int().describe('Number of messages so far, in both directions'),
    createdAt,
    expiresAt: expiresAt.describe(`${EXPIRES_AT}. Absent in sessions without an expiry`),
    lastActivityAt: time.describe('When the session changed last'),
    ...ending,
    expected: shownObject
      .optional()
      .describe(
        'The answer that the session waits for, as in the content of its question. Absent when any text is accepted',
      ),
  })
  .openapi('Session');

/** WIRE.md#end-a-session. */
export const terminatedSession = z
  .object({
    sessionId,
    status: z.literal('terminated').describe('Always `terminated`'),
    reason,
    terminatedAt,
  })
  .openapi('TerminatedSession');

const sessionEvent = z
  .object({
    id: z
      .string()
      .openapi({ example: '3-1' })
      .describe('Turn and number of the event in it. Send it as `after` or `Last-Event-ID`'),
    type: z
      .enum([
        'session.started',
        'message.received',
        'message.sent',
        'variables.changed',
        'event.emitted',
        'status.changed',
      ])
      .describe('The kind of the event; it decides the fields of `data`'),
    at: time.describe('When it happened'),
    data: shownObject.describe('A message for `message.*`, else the fields of the event'),
  })
  .openapi('SessionEvent');

export const eventList = z
  .object({
    events: z.array(sessionEvent).describe('Events in the order in which they happened'),
    cursor: z
      .string()
      .nullable()
      .describe('Send it as `after` of the next request; null before the first event'),
    more: z.boolean().describe('Whether further events exist already'),
  })
  .openapi('SessionEvents');

export const errorBody = z
  .object({
    error: z
      .object({
        code: z.string().describe('Code of the error in capital letters, for programs'),
        message: z
          .string()
          .describe('The cause and how to correct the request, for people; the words may change'),
        details: shownObject.optional().describe('Data of the error. Absent if the code has none'),
        requestId: z.string().describe('Id of the request, as in the header X-Request-Id'),
      })
      .describe('Why the request failed'),
  })
  .openapi('Error');

export type StatusWord = z.infer<typeof status>;
export type MessageBody = z.infer<typeof message>;
export type SessionReplyBody = z.infer<typeof sessionReply>;
export type ExecutionReplyBody = z.infer<typeof executionReply>;
export type SessionStateBody = z.infer<typeof sessionState>;
export type TerminatedSessionBody = z.infer<typeof terminatedSession>;
export type SessionEventBody = z.infer<typeof sessionEvent>;
