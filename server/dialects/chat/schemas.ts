import { z } from '@hono/zod-openapi';
import { jsonObject, optionalJsonObject } from '@/server/http/body/json-object';
import { maxCharacters } from '@/server/http/body/max-characters';
import { describeSchema } from '@/server/http/routing/openapi';
import { PUBLIC_KEY } from '@/server/services/channel/keys/public-key';
import { variables } from './variables';

/* Request bodies. Those with a section of WIRE.md are the vendor's; the README describes our own. */

const MAX_TEXT_LENGTH = 4_000;
const MAX_EVENTS = 50;
const MAX_PROPS_BYTES = 4_096;
const MAX_TOKENS = 1_000_000_000;

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

const text = z
  .string()
  .min(1, 'must have 1 to 4000 characters')
  .check(maxCharacters(MAX_TEXT_LENGTH, 'must have 1 to 4000 characters'))
  .describe("The user's message, word for word. The flow reads it in `trigger.text`");

const count = z.number().int().min(0).max(MAX_TOKENS);

/** WIRE.md#token-usage. */
export const tokenUsage = z
  .object({
    prompt_tokens: count.describe('Tokens that the model read'),
    completion_tokens: count.describe('Tokens that the model wrote'),
    total_tokens: count.optional().describe('Both together. Default: their sum'),
    model: z
      .string()
      .min(1)
      .check(maxCharacters(200))
      .describe('Name of the model, as in the table of model prices'),
  })
  .nullish()
  .openapi({
    description: "Tokens that the integrator's own model used for this message. Null counts as absent",
  });

export const context = optionalJsonObject.describe(
  'Data of the caller for this execution, which the flow reads in `trigger.context`. Avoid personal data. Null counts as absent',
);

/** The largest `context` of a page, in bytes of JSON. */
const MAX_CONTEXT_BYTES = 16_384;

const visitorContext = jsonObject
  .refine(
    (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_CONTEXT_BYTES,
    `must be at most ${MAX_CONTEXT_BYTES} bytes of JSON`,
  )
  .nullish()
  .openapi({
    type: ['object', 'null'],
    description: `Data of the page for this execution, at most ${MAX_CONTEXT_BYTES} bytes of JSON. The flow reads it under \`visitor\`. Avoid personal data. Null counts as absent`,
  });

const publicKey = z.string().optional().openapi({
  description: 'The publishable key. Required unless it is in the query or in X-Comerix-Public-Key',
  pattern: PUBLIC_KEY.source,
});

/** WIRE.md#open-a-session. */
export const sessionBody = z
  .object({
    publicKey,
    customerId: z
      .string()
      .min(1)
      .check(maxCharacters(100))
      .nullish()
      .describe("The page's own id of the visitor, which flows read under `visitor`. It proves no identity"),
    locale: z
      .string()
      .max(16)
      .regex(/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/, 'must be a BCP 47 language tag')
      .nullish()
      .describe('Language of the visitor as a BCP 47 tag. Null counts as absent'),
    variables,
  })
  .openapi('OpenChatSession', { example: { publicKey: `pk_live_${'0'.repeat(32)}`, locale: 'en' } });

const intentName = z.string().min(1).max(64).regex(NAME, `must match ${NAME.source}`);

/** WIRE.md#send-a-message, trigger. */
export const triggerBody = z
  .object({
    text,
    intentName: intentName.describe("Name of one of the session's intents"),
    context: visitorContext,
    variables,
    tokenUsage,
  })
  .openapi('TriggerIntent', { example: { text: "I'd like to check my order", intentName: 'order_status' } });

/** WIRE.md#send-a-message, resume. */
export const resumeBody = z
  .object({
    executionId: z.string().describe('The execution that waits'),
    waitToken: z.string().describe('The wait token of the last reply. It is valid once'),
    values: jsonObject.describe('The answer, by field name. It must fit `expectedInput.schema`'),
    variables,
    tokenUsage,
  })
  .openapi('ResumeExecution', {
    example: {
      executionId: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b',
      waitToken: 'wt_EXAMPLE',
      values: { order_number: 'A-1001' },
    },
  });

/** A trigger or a resume; the handler tells them apart by their fields. */
export const messageBody = jsonObject.openapi('ChatMessage', {
  description: 'A trigger; a body with `waitToken` or `executionId` is a resume',
  anyOf: [describeSchema(triggerBody), describeSchema(resumeBody)],
});

export const executionPath = z.object({
  executionId: z.string().openapi({ description: 'Id of the execution' }),
});

const timestamp = z.iso.datetime({ offset: true });

/** WIRE.md#telemetry-events. */
export const clientEvent = z
  .object({
    name: z.string().regex(NAME, `must match ${NAME.source}`).describe('Name of the event'),
    props: jsonObject
      .refine(
        (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_PROPS_BYTES,
        'must be at most 4096 bytes of JSON',
      )
      .nullish()
      .openapi({
        type: ['object', 'null'],
        description: `Data of the event, at most ${MAX_PROPS_BYTES} bytes of JSON. Default: none`,
      }),
    timestamp: timestamp
      .nullish()
      .describe('Time of the client. Default: the time of the request; a future time counts as now'),
    id: z
      .string()
      .min(1)
      .check(maxCharacters(128))
      .nullish()
      .describe("The page's own id of the event: a key counts one event per id. Default: a new one"),
  })
  .openapi('ClientEvent', { example: { name: 'add_to_cart', props: { value: 12.5, currency: 'EUR' } } });

export const clientEvents = z
  .object({
    events: z
      .array(clientEvent)
      .min(1)
      .max(MAX_EVENTS, `must have at most ${MAX_EVENTS} events`)
      .describe('The events; all are recorded, or none'),
  })
  .openapi('ClientEvents');

export const keyQuery = z.object({
  publicKey: z.string().optional().openapi({
    description: 'The publishable key. Required unless it is in X-Comerix-Public-Key or in the body',
  }),
});

export const quickQuestionsQuery = keyQuery.extend({
  pageType: z
    .enum(['general', 'category', 'product', 'cart'])
    .optional()
    .openapi({ description: 'The kind of page' }),
});

export const sectionPath = z.object({
  section: z.string().openapi({ description: 'Name of the section', example: 'widget' }),
});

export const formPath = z.object({
  codeOrId: z.string().openapi({ description: 'Code of the form, or id of its flow' }),
});

/** WIRE.md#forms. */
export const submitBody = z
  .object({
    publicKey,
    values: jsonObject.describe('The values, by field name. They must fit the schema of the form'),
    clientSubmissionId: z
      .string()
      .min(1)
      .check(maxCharacters(128))
      .nullish()
      .describe("The page's own id: a form is submitted once per id. Default: a new one"),
    context: visitorContext,
    variables,
  })
  .openapi('SubmitForm');

export const fieldQuery = z.object({
  field: z.string().min(1).openapi({ description: 'Name of the file field' }),
});

export const uploadQuery = keyQuery.extend(fieldQuery.shape);

export const filePath = z.object({ fileId: z.string().openapi({ description: 'Id of the file' }) });
