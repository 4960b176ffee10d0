import { z } from '@hono/zod-openapi';

/* Response bodies. */

const shownObject = z.record(z.string(), z.unknown());
const time = z.string().openapi({ format: 'date-time' });
const id = z.string().openapi({ format: 'uuid' });

export const block = z
  .object({ type: z.string(), id: z.string(), payload: shownObject, meta: shownObject })
  .openapi('Block');

const status = z.enum(['running', 'waiting_input', 'waiting_time', 'completed', 'failed', 'aborted']);

export const pricedUsage = z
  .object({
    prompt_tokens: z.number().int(),
    completion_tokens: z.number().int(),
    total_tokens: z.number().int(),
    model: z.string(),
    cost_micros: z.number().int().nullable(),
    cost_usd: z.number().nullable(),
  })
  .openapi('TokenUsage');

/** WIRE.md#reply. */
export const replyBody = z
  .object({
    reply: z.object({
      executionId: id,
      conversationId: id,
      status,
      blocks: z.array(block),
      expectedInput: z.object({ schema: shownObject }).nullable(),
      waitToken: z.string().nullable(),
      waitExpiresAt: time.nullable(),
      tokenUsage: pricedUsage.nullable(),
    }),
  })
  .openapi('ChatReply');

const intent = z
  .object({
    name: z.string(),
    displayLabel: z.string(),
    subtitle: z.string().nullable(),
    description: z.string().nullable(),
    examples: z.array(z.string()),
    required_entities: z.array(z.string()),
    icon: z.object({ kind: z.string(), value: z.string() }).nullable(),
    accentColor: z.string().nullable(),
    styleVariant: z.string().nullable(),
    isPinned: z.boolean(),
    priority: z.number().int(),
  })
  .openapi('Intent');

const quickQuestion = z.object({
  question: z.string(),
  pageType: z.string(),
  flowId: z.string().nullable(),
  intentName: z.string().nullable(),
});

export const quickQuestions = z.object({ quickQuestions: z.array(quickQuestion) }).openapi('QuickQuestions');

/** WIRE.md#open-a-session. */
export const sessionReply = z
  .object({
    sessionToken: z.string(),
    conversationId: id,
    expiresAt: time,
    widget: z.object({ label: z.string(), accentColor: z.string().optional() }),
    intents: z.array(intent),
    quickQuestions: z.array(quickQuestion),
  })
  .openapi('ChatSession');

export const eventsReply = z
  .object({ accepted: z.number().int(), duplicates: z.number().int() })
  .openapi('EventsTaken');

export const configReply = z.object({ section: z.string(), config: shownObject }).openapi('ConfigSection');

export const formReply = z
  .object({
    form: z.object({
      id,
      code: z.string(),
      title: z.string(),
      fields: z.array(shownObject),
      submit_label: z.string(),
    }),
  })
  .openapi('Form');

export const formSchemaReply = z.object({ schema: shownObject }).openapi('FormSchema');

export const submissionReply = z
  .object({
    submissionId: z.string(),
    executionId: id,
    conversationId: id,
    status,
    duplicate: z.boolean(),
    blocks: z.array(block),
  })
  .openapi('FormSubmission');

export const uploadReply = z
  .object({
    file_id: id,
    url: z.string(),
    name: z.string(),
    mime: z.string(),
    size: z.number().int(),
  })
  .openapi('FileRef');

export const errorBody = z
  .object({ error: z.string(), message: z.string(), details: shownObject.optional() })
  .openapi('Error');

export type Block = z.output<typeof block>;
export type StatusWord = z.output<typeof status>;
export type ReplyBody = z.output<typeof replyBody>;
export type IntentBody = z.output<typeof intent>;
export type QuickQuestionBody = z.output<typeof quickQuestion>;
