import { z } from '@hono/zod-openapi';

/* Response bodies. */

const shownObject = z.record(z.string(), z.unknown());
const time = z.string().openapi({ format: 'date-time' });
const id = z.string().openapi({ format: 'uuid' });

export const block = z
  .object({
    type: z
      .string()
      .describe('`message`, `form` or the type of rich content. Ignore types that are not known'),
    id: z.string().describe('Id of the block, the same in every response'),
    payload: shownObject.describe('The content, whose fields depend on `type`'),
    meta: shownObject.describe(
      '`createdAt`; `sender` for a person; `fallback`, the id of the message with the same content as plain text',
    ),
  })
  .openapi('Block');

const status = z
  .enum(['running', 'waiting_input', 'waiting_time', 'completed', 'failed', 'aborted'])
  .describe(
    'State of the execution. Poll while it is `running` or `waiting_time`; answer while it is `waiting_input`. `aborted`: ended by the server, or expired',
  );

export const pricedUsage = z
  .object({
    prompt_tokens: z.number().int().describe('Tokens that the model read'),
    completion_tokens: z.number().int().describe('Tokens that the model wrote'),
    total_tokens: z.number().int().describe('Both together'),
    model: z.string().describe('Name of the model'),
    cost_micros: z
      .number()
      .int()
      .nullable()
      .describe('Cost in millionths of a dollar, rounded up; null if the model has no price'),
    cost_usd: z.number().nullable().describe('Cost in dollars; null if the model has no price'),
  })
  .openapi('TokenUsage', {
    description: 'Tokens that a model used, with their cost; null if none are known',
  });

const schema = shownObject.describe('JSON Schema of the values. A file field has `x-upload`');
const blocks = z.array(block).describe('The messages of the flow, in order');
const executionId = id.describe('Id of the execution');
const conversationId = id.describe('Id of the conversation');

/** WIRE.md#reply. */
export const replyBody = z
  .object({
    reply: z
      .object({
        executionId,
        conversationId,
        status,
        blocks: blocks.describe('The messages in reply to this request; all of them when polling'),
        expectedInput: z
          .object({ schema })
          .nullable()
          .describe('The form of the values that the flow waits for; null if it waits for none'),
        waitToken: z
          .string()
          .nullable()
          .describe(
            'Send it with the answer. Valid once, for this wait; null if the flow waits for no input',
          ),
        waitExpiresAt: time.nullable().describe('When the wait ends; null if there is no wait token'),
        tokenUsage: pricedUsage.nullable(),
        partialReply: z
          .string()
          .optional()
          .describe('When polling: the reply that a model is writing, as far as it has arrived (extension)'),
      })
      .describe('The execution and its answer'),
  })
  .openapi('ChatReply');

const icon = z.object({
  kind: z.string().describe('Kind of the icon, as the author of the flow calls it'),
  value: z.string().describe('The icon itself, such as its name'),
});

/** The fields of an intent that both APIs call the same. */
const sharedIntent = {
  name: z.string().describe('Name of the intent, to trigger it'),
  subtitle: z.string().nullable().describe('Second line of the menu entry; null if it has none'),
  description: z.string().nullable().describe('When the intent applies; null if the author did not say'),
  examples: z.array(z.string()).describe('Messages that mean the intent; may be empty'),
  required_entities: z.array(z.string()).describe('Names of the facts that the flow needs; may be empty'),
  icon: icon.nullable().describe('Icon of the menu entry; null if it has none'),
  priority: z.number().int().describe('Intents with a higher priority come first. Default: 0'),
};

const displayLabel = z.string().describe('First line of the menu entry');
const accentColor = z.string().nullable().describe('Color of the menu entry; null if it has none');
const styleVariant = z.string().nullable().describe('Style of the menu entry; null if it has none');
const isPinned = z.boolean().describe('Whether the menu entry stays at the top');

const intent = z
  .object({ ...sharedIntent, displayLabel, accentColor, styleVariant, isPinned })
  .openapi('Intent');

/** The same in snake case, with its flow. */
export const catalogIntent = z
  .object({
    ...sharedIntent,
    display_label: displayLabel,
    accent_color: accentColor,
    style_variant: styleVariant,
    is_pinned: isPinned,
    flow_id: id.describe('The flow that the intent starts'),
  })
  .openapi('CatalogIntent');

const quickQuestion = z.object({
  question: z.string().describe('The question, shown to be clicked'),
  pageType: z.string().describe('The kind of page: `general`, `category`, `product` or `cart`'),
  flowId: z.string().nullable().describe('The flow that answers; null if the intent is not available'),
  intentName: z
    .string()
    .nullable()
    .describe('The intent to trigger. Show the question as disabled if it is null'),
});

const questionList = z.array(quickQuestion).describe('Suggested questions, at most six; may be empty');

export const quickQuestions = z.object({ quickQuestions: questionList }).openapi('QuickQuestions');

/** WIRE.md#open-a-session. */
export const sessionReply = z
  .object({
    sessionToken: z.string().describe('Credential of the conversation, for the header Authorization'),
    conversationId,
    expiresAt: time.describe('When the session token expires: one hour after this response'),
    widget: z
      .object({
        label: z.string().describe('Title of the widget'),
        accentColor: z.string().optional().describe('Color of the widget. Absent if the channel has none'),
      })
      .describe('Appearance of the widget'),
    intents: z
      .array(intent)
      .describe('The published intents that the key allows, those of a high priority first'),
    quickQuestions: questionList,
  })
  .openapi('ChatSession');

export const eventsReply = z
  .object({
    accepted: z.number().int().describe('Number of new events'),
    duplicates: z.number().int().describe('Number of events whose id was known already'),
  })
  .openapi('EventsTaken');

export const configReply = z
  .object({
    section: z.string().describe('Name of the section'),
    config: shownObject.describe(
      'The settings of the section: `label` and, if set, `accentColor` of `widget`',
    ),
  })
  .openapi('ConfigSection');

export const formReply = z
  .object({
    form: z
      .object({
        id: id.describe('The flow of the form'),
        code: z.string().describe('Code of the form'),
        title: z.string().describe('Title of the form'),
        fields: z
          .array(shownObject)
          .describe('The fields in order, each with `name`, `type`, `label` and `required`'),
        submit_label: z.string().describe('Words of the button; `Send` if the author chose none'),
      })
      .describe('The form as a page shows it'),
  })
  .openapi('Form');

export const formSchemaReply = z.object({ schema }).openapi('FormSchema');

export const submissionReply = z
  .object({
    submissionId: z.string().describe('The `clientSubmissionId`, or a new id if none was sent'),
    executionId,
    conversationId,
    status,
    duplicate: z.boolean().describe('Whether the submission was known already; nothing was started then'),
    blocks: blocks.describe('The messages of the flow, in order; empty for a duplicate'),
  })
  .openapi('FormSubmission');

export const uploadReply = z
  .object({
    file_id: id.describe('Id of the file'),
    url: z.string().describe('Address of the file, signed and valid for 30 days'),
    name: z.string().describe('File name without folders'),
    mime: z.string().describe('Media type, detected from the content'),
    size: z.number().int().describe('Size in bytes'),
  })
  .openapi('FileRef');

export const errorBody = z
  .object({
    error: z.string().describe('Code of the error, for programs'),
    message: z
      .string()
      .describe('The cause and how to correct the request, for people; the words may change'),
    details: shownObject
      .optional()
      .describe('Data of the error, such as the invalid `fields`. Absent if the code has none'),
  })
  .openapi('Error');

export type Block = z.output<typeof block>;
export type StatusWord = z.output<typeof status>;
export type ReplyBody = z.output<typeof replyBody>;
export type IntentBody = z.output<typeof intent>;
export type CatalogIntentBody = z.output<typeof catalogIntent>;
export type QuickQuestionBody = z.output<typeof quickQuestion>;
