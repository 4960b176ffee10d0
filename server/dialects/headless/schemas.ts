import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { maxCharacters } from '@/server/http/body/max-characters';
import { isLongerThan } from '@/server/shared/count-characters';
import type { Json } from '@/server/shared/json';

/*
 * Requests and responses as schemas. Those with a section of WIRE.md are the vendor's; the others are extensions, which
 * the README describes.
 */

/** The longest text a message may have, in characters. */
export const MAX_TEXT_LENGTH = 10_000;

// The body has been parsed as JSON, so every value in it is JSON.
const anything = z.unknown().openapi({ description: 'Any JSON value' }) as unknown as z.ZodType<Json>;
const shownObject = z.record(z.string(), z.unknown());
const anyObject = jsonObject;
const time = z.string().openapi({ format: 'date-time', example: '2026-03-20T10:00:00.000Z' });
const id = z.string().openapi({ format: 'uuid', example: '6e16376b-fd09-4a9a-a49a-9ba4c3901563' });

const orgId = z
  .string()
  .openapi({ description: 'Organization identifier', example: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a' });
const flowId = z
  .string()
  .openapi({ description: 'Flow to execute: its id or, an extension, its slug', example: 'airline' });
const sessionId = z
  .string()
  .openapi({ description: 'Session identifier', example: '6e16376b-fd09-4a9a-a49a-9ba4c3901563' });

export const flowPath = z.object({ orgId, flowId });
export const sessionPath = z.object({ orgId, sessionId });

const MAX_METADATA_TEXT = { externalSessionId: 200, channel: 100 };

/** Opaque, except that two fields must be texts. */
const metadata = anyObject
  .superRefine((value, { addIssue }) => {
    for (const [name, max] of Object.entries(MAX_METADATA_TEXT)) {
      const given = value[name] ?? null;
      if (given === null || (typeof given === 'string' && given !== '' && !isLongerThan(given, max)))
        continue;
      addIssue({ code: 'custom', path: [name], message: `must be a text of 1 to ${max} characters` });
    }
  })
  .openapi({
    type: 'object',
    properties: { externalSessionId: { type: 'string' }, channel: { type: 'string', default: 'api' } },
    additionalProperties: true,
  });

/** The regional settings of a session; an extension. */
const regional = {
  locale: z.string().nullish().openapi({
    description: 'The language tag that texts, numbers and dates follow',
    example: 'de-AT',
  }),
  timeZone: z.string().nullish().openapi({
    description: 'The IANA name of the time zone, or an offset such as +05:30',
    example: 'Europe/Vienna',
  }),
};

/** WIRE.md#start-a-session. Null counts as absent. */
export const startBody = z
  .object({ variables: anyObject.nullish(), metadata: metadata.nullish(), ...regional })
  .openapi('StartSession', {
    example: {
      variables: { customerName: 'John Doe', accountNumber: '12345' },
      metadata: { externalSessionId: 'quiq-session-abc123', channel: 'api' },
    },
  });

const transferResult = z.object({
  status: z.enum(['success', 'failed', 'hangup']),
  failReason: z.string().check(maxCharacters(1_000)).nullish(),
});

/** WIRE.md#send-a-message: exactly one of the two fields. */
export const sendBody = z
  .object({ text: z.string().min(1).optional(), transferResult: transferResult.optional(), ...regional })
  .refine(({ text, transferResult: result }) => (text === undefined) !== (result === undefined), {
    error: 'must have either text or transferResult',
  })
  .openapi('SendMessage', { example: { text: "I'd like to check my flight status" } });

export const executeBody = anyObject.openapi('ExecuteFlow', { example: { customerName: 'John Doe' } });

export const variablesBody = z
  .object({ variables: anyObject })
  .openapi('ChangeVariables', { example: { variables: { customerName: 'Jane' } } });

export const eventBody = z
  .object({
    name: z
      .string()
      .regex(
        /^[A-Za-z][A-Za-z0-9_.:-]{0,127}$/,
        'must be a letter followed by up to 127 letters, digits, _ . : or -',
      ),
    payload: anything.optional(),
  })
  .openapi('SendEvent', { example: { name: 'payment.received', payload: { amount: 12.5 } } });

const eventId = z.string().regex(/^\d{1,9}-\d{1,9}$/, 'must be the id of an event');

export const eventsQuery = z.object({
  after: eventId.optional().openapi({ description: 'Id of the last event already seen', example: '3-1' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(100)
    .openapi({ description: 'Largest number of items' }),
});

export const streamHeaders = z.object({
  Accept: z.string().optional().openapi({ description: 'text/event-stream for a stream' }),
  'Last-Event-ID': z
    .string()
    .optional()
    .openapi({ description: 'Id of the last event received; the stream continues after it' }),
});

const status = z.enum([
  'awaiting_input',
  'awaiting_transfer',
  'completed',
  'terminated',
  'processing',
  'awaiting_event',
  'failed',
]);

const message = z
  .object({
    id: z.string().openapi({ example: 'msg-001' }),
    type: z.enum(['text', 'output', 'end']),
    text: z.string(),
    nodeId: z.string().optional(),
    content: shownObject
      .optional()
      .openapi({ description: 'The complete message if it is more than a text' }),
  })
  .openapi('Message');

const failure = z.object({ code: z.string(), message: z.string(), nodeId: z.string().nullable() });

const ending = {
  completedAt: time.optional(),
  reason: z.enum(['client_requested', 'expired']).optional(),
  terminatedAt: time.optional(),
  failure: failure.optional(),
  failedAt: time.optional(),
};

/** WIRE.md#session-response. */
export const sessionReply = z
  .object({
    sessionId: id,
    flowId: id,
    status,
    messages: z.array(message),
    createdAt: time.optional(),
    expiresAt: time.optional(),
    ...ending,
  })
  .openapi('SessionReply');

export const executionReply = sessionReply.omit({ messages: true }).openapi('ExecutionReply');

/** WIRE.md#get-a-session. */
export const sessionState = z
  .object({
    sessionId: id,
    flowId: id,
    status,
    variables: shownObject,
    metadata: shownObject,
    messageCount: z.number().int(),
    createdAt: time,
    expiresAt: time.optional(),
    lastActivityAt: time,
    ...ending,
  })
  .openapi('Session');

/** WIRE.md#end-a-session. */
export const terminatedSession = z
  .object({
    sessionId: id,
    status: z.literal('terminated'),
    reason: z.enum(['client_requested', 'expired']),
    terminatedAt: time,
  })
  .openapi('TerminatedSession');

const sessionEvent = z
  .object({
    id: z.string().openapi({ example: '3-1' }),
    type: z.enum([
      'session.started',
      'message.received',
      'message.sent',
      'variables.changed',
      'event.emitted',
      'status.changed',
    ]),
    at: time,
    data: shownObject,
  })
  .openapi('SessionEvent');

export const eventList = z
  .object({ events: z.array(sessionEvent), cursor: z.string().nullable(), more: z.boolean() })
  .openapi('SessionEvents');

export const errorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      details: shownObject.optional(),
      requestId: z.string(),
    }),
  })
  .openapi('Error');

export type StatusWord = z.infer<typeof status>;
export type MessageBody = z.infer<typeof message>;
export type SessionReplyBody = z.infer<typeof sessionReply>;
export type ExecutionReplyBody = z.infer<typeof executionReply>;
export type SessionStateBody = z.infer<typeof sessionState>;
export type TerminatedSessionBody = z.infer<typeof terminatedSession>;
export type SessionEventBody = z.infer<typeof sessionEvent>;
