import { z } from '@hono/zod-openapi';
import { jsonObject, optionalJsonObject } from '@/server/http/body/json-object';
import { maxCharacters } from '@/server/http/body/max-characters';
import { isLongerThan } from '@/server/shared/count-characters';
import type { Json } from '@/server/shared/json';

/*
 * Requests as schemas. Those with a section of WIRE.md are the vendor's; the others are extensions, which the README
 * describes.
 */

/** The longest text a message may have, in characters. */
export const MAX_TEXT_LENGTH = 10_000;

// The body has been parsed as JSON, so every value in it is JSON.
const anything = z.unknown() as unknown as z.ZodType<Json>;

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

const opaqueText = (name: keyof typeof MAX_METADATA_TEXT, description: string) => ({
  type: ['string', 'null'] as ['string', 'null'],
  minLength: 1,
  maxLength: MAX_METADATA_TEXT[name],
  description,
});

/** Opaque, except that two fields must be texts. */
const metadata = jsonObject
  .superRefine((value, { addIssue }) => {
    for (const [name, max] of Object.entries(MAX_METADATA_TEXT)) {
      const given = value[name] ?? null;
      if (given === null || (typeof given === 'string' && given !== '' && !isLongerThan(given, max)))
        continue;
      addIssue({ code: 'custom', path: [name], message: `must be a text of 1 to ${max} characters` });
    }
  })
  .openapi({
    type: ['object', 'null'],
    properties: {
      externalSessionId: opaqueText(
        'externalSessionId',
        "The caller's own id of the session, for correlation. Two sessions may share it",
      ),
      channel: opaqueText(
        'channel',
        'Name of the channel of the caller. A session without it counts as `api`',
      ),
    },
    additionalProperties: true,
  });

const LOCALE = {
  description:
    "Language tag that texts, numbers and dates follow. Default: the flow's, else the organization's; an unknown one is refused. An extension",
  example: 'de-AT',
};
const TIME_ZONE = {
  description:
    "IANA name of the time zone, or an offset such as +05:30. Default: the flow's, else the organization's; an unknown one is refused. An extension",
  example: 'Europe/Vienna',
};

/** The regional settings of a session; an extension. */
const regional = {
  locale: z.string().nullish().openapi(LOCALE),
  timeZone: z.string().nullish().openapi(TIME_ZONE),
};

const ENVIRONMENT = {
  description:
    'Environment whose version runs. Default: that of the key, or production. Another one requires flows:write. An extension',
  example: 'staging',
};
const VERSION = {
  description:
    'Number of the version that runs, whatever the environment has; requires flows:write. An extension',
  example: 3,
};

/** WIRE.md#start-a-session. Null counts as absent. */
export const startBody = z
  .object({
    variables: optionalJsonObject.describe(
      'Variables of the flow from its start, by name. Default: none; null counts as absent',
    ),
    metadata: metadata
      .nullish()
      .describe(
        'Kept with the session and returned exactly as sent; flows do not see it. Null counts as absent',
      ),
    ...regional,
    environment: z.string().nullish().openapi(ENVIRONMENT),
    version: z.int().min(1).nullish().openapi(VERSION),
  })
  .openapi('StartSession', {
    example: {
      variables: { customerName: 'John Doe', accountNumber: '12345' },
      metadata: { externalSessionId: 'quiq-session-abc123', channel: 'api' },
    },
  });

const transferResult = z.object({
  status: z
    .enum(['success', 'failed', 'hangup'])
    .describe('`success` takes the success exit of the transfer, the others its error exit'),
  failReason: z
    .string()
    .check(maxCharacters(1_000))
    .nullish()
    .describe('Why the transfer failed, for the flow. Null counts as absent'),
});

/** WIRE.md#send-a-message: exactly one of the two fields. */
export const sendBody = z
  .object({
    text: z
      .string()
      .min(1)
      .optional()
      .openapi({ maxLength: MAX_TEXT_LENGTH })
      .describe('Message of the person, for a session that is `awaiting_input`'),
    transferResult: transferResult
      .optional()
      .describe('Result of the transfer, for a session that is `awaiting_transfer`'),
    ...regional,
  })
  .refine(({ text, transferResult: result }) => (text === undefined) !== (result === undefined), {
    error: 'must have either text or transferResult',
  })
  .openapi('SendMessage', {
    oneOf: [{ required: ['text'] }, { required: ['transferResult'] }],
    example: { text: "I'd like to check my flight status" },
  });

/** The settings of an execution, whose body is the map of variables. */
export const executeQuery = z.object({
  locale: z.string().optional().openapi(LOCALE),
  timeZone: z.string().optional().openapi(TIME_ZONE),
  environment: z.string().optional().openapi(ENVIRONMENT),
  version: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'must be the number of a version')
    .optional()
    .openapi(VERSION),
});

export const executeBody = jsonObject.openapi('ExecuteFlow', {
  description: 'Variables of the flow from its start, by name. No body means no variables',
  example: { customerName: 'John Doe' },
});

export const variablesBody = z
  .object({
    variables: jsonObject.describe('The variables to set, by name; others stay. Null is a value'),
  })
  .openapi('ChangeVariables', { example: { variables: { customerName: 'Jane' } } });

export const eventBody = z
  .object({
    name: z
      .string()
      .regex(
        /^[A-Za-z][A-Za-z0-9_.:-]{0,127}$/,
        'must be a letter followed by up to 127 letters, digits, _ . : or -',
      )
      .describe('Name of the event. A flow that waits for another event, or for none, ignores it'),
    payload: anything.optional().describe('Data of the event, as any JSON value. Default: null'),
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
