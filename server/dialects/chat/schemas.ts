import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { maxCharacters } from '@/server/http/body/max-characters';
import { PUBLIC_KEY } from '@/server/services/channel/keys/public-key';
import { variables } from './variables';

/* Request bodies. Those with a section of WIRE.md are the vendor's; the README describes our own. */

const MAX_TEXT_LENGTH = 4_000;
const MAX_EVENTS = 50;
const MAX_PROPS_BYTES = 4_096;
const MAX_TOKENS = 1_000_000_000;

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

export const anyObject = jsonObject;

const text = z
  .string()
  .min(1, 'must have 1 to 4000 characters')
  .check(maxCharacters(MAX_TEXT_LENGTH, 'must have 1 to 4000 characters'))
  .openapi({ description: "User's verbatim message" });

const count = z.number().int().min(0).max(MAX_TOKENS);

/** WIRE.md#token-usage. */
export const tokenUsage = z
  .object({
    prompt_tokens: count,
    completion_tokens: count,
    total_tokens: count.optional(),
    model: z.string().min(1).check(maxCharacters(200)),
  })
  .openapi('TokenCounts');

export const context = anyObject.openapi({
  type: 'object',
  description: 'Free-form key/value bag merged into the execution context. Avoid personal data.',
});

/** The largest `context` of a page, in bytes of JSON. */
const MAX_CONTEXT_BYTES = 16_384;

const visitorContext = context.refine(
  (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_CONTEXT_BYTES,
  `must be at most ${MAX_CONTEXT_BYTES} bytes of JSON`,
);

const publicKey = z.string().optional().openapi({
  description: 'The publishable key, if it is not in the query or in X-Comerix-Public-Key',
  pattern: PUBLIC_KEY.source,
});

/** WIRE.md#open-a-session. */
export const sessionBody = z
  .object({
    publicKey,
    customerId: z.string().min(1).check(maxCharacters(100)).nullish(),
    locale: z
      .string()
      .max(16)
      .regex(/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/, 'must be a BCP 47 language tag')
      .nullish(),
    variables: variables.nullish(),
  })
  .openapi('OpenChatSession', { example: { publicKey: `pk_live_${'0'.repeat(32)}`, locale: 'en' } });

const intentName = z.string().min(1).max(64).regex(NAME, `must match ${NAME.source}`);

/** WIRE.md#send-a-message, trigger. */
export const triggerBody = z
  .object({
    text,
    intentName,
    context: visitorContext.nullish(),
    variables: variables.nullish(),
    tokenUsage: tokenUsage.nullish(),
  })
  .openapi('TriggerIntent', { example: { text: "I'd like to check my order", intentName: 'order_status' } });

/** WIRE.md#send-a-message, resume. */
export const resumeBody = z
  .object({
    executionId: z.string(),
    waitToken: z.string(),
    values: anyObject.openapi({ type: 'object', description: 'Must fit expectedInput.schema' }),
    variables: variables.nullish(),
    tokenUsage: tokenUsage.nullish(),
  })
  .openapi('ResumeExecution');

/** A trigger or a resume; the handler tells them apart by their fields. */
export const messageBody = anyObject.openapi('ChatMessage', {
  oneOf: [describeInput(triggerBody), describeInput(resumeBody)],
});

// OpenAPI 3.1 takes JSON Schema, which the library's type does not know.
function describeInput(schema: z.ZodType): Record<string, never> {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return described as unknown as Record<string, never>;
}

export const executionPath = z.object({
  executionId: z.string().openapi({ description: 'Id of the execution' }),
});

const timestamp = z.iso
  .datetime({ offset: true })
  .openapi({ description: 'Time of the client; a future time counts as now' });

/** WIRE.md#telemetry-events. */
export const clientEvent = z
  .object({
    name: z.string().regex(NAME, `must match ${NAME.source}`),
    props: anyObject
      .refine(
        (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_PROPS_BYTES,
        'must be at most 4096 bytes of JSON',
      )
      .nullish(),
    timestamp: timestamp.nullish(),
    id: z.string().min(1).check(maxCharacters(128)).nullish(),
  })
  .openapi('ClientEvent', { example: { name: 'add_to_cart', props: { value: 12.5, currency: 'EUR' } } });

export const clientEvents = z
  .object({ events: z.array(clientEvent).min(1).max(MAX_EVENTS, `must have at most ${MAX_EVENTS} events`) })
  .openapi('ClientEvents');

export const keyQuery = z.object({
  publicKey: z.string().optional().openapi({ description: 'The publishable key' }),
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
    values: anyObject.openapi({ type: 'object' }),
    clientSubmissionId: z.string().min(1).check(maxCharacters(128)).nullish(),
    context: visitorContext.nullish(),
    variables: variables.nullish(),
  })
  .openapi('SubmitForm');

export const fieldQuery = z.object({
  field: z.string().min(1).openapi({ description: 'Name of the file field' }),
});

export const uploadQuery = keyQuery.extend(fieldQuery.shape);

export const filePath = z.object({ fileId: z.string().openapi({ description: 'Id of the file' }) });
