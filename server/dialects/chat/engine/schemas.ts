import { z } from '@hono/zod-openapi';
import { jsonObject, optionalJsonObject } from '@/server/http/body/json-object';
import { maxCharacters } from '@/server/http/body/max-characters';
import { block, catalogIntent, pricedUsage } from '../reply/reply-schemas';
import { context } from '../schemas';
import { variables } from '../variables';

/* Requests and responses of the Engine API, in snake_case. */

const shownObject = z.record(z.string(), z.unknown());
const NAME = /^[a-z][a-z0-9_]{0,63}$/;

const tenantId = z
  .uuid('must be a UUID')
  .openapi({ description: "The organization, which must be the token's" });

export const intentsQuery = z.object({ tenant_id: tenantId.optional() });

/** WIRE.md#engine-api, trigger. */
export const triggerBody = z
  .object({
    tenant_id: tenantId,
    intent_name: z
      .string()
      .min(1)
      .max(64)
      .regex(NAME, `must match ${NAME.source}`)
      .describe('Name of an intent of a published flow'),
    conversation_id: z
      .uuid('must be a UUID')
      .nullish()
      .describe('The conversation of the execution. Default: a new one of the oldest enabled widget'),
    text: z
      .string()
      .check(maxCharacters(4_000))
      .nullish()
      .describe("The user's message, which the flow reads in `trigger.text`. Default: none"),
    context,
    variables,
  })
  .openapi('TriggerChat');

/** WIRE.md#engine-api, resume. */
export const resumeBody = z
  .object({
    tenant_id: tenantId,
    wait_token: z.string().describe('The wait token of the last response. It is valid once'),
    input: z
      .object({
        values: jsonObject
          .optional()
          .describe('The answer, by field name. It must fit `expected_input.schema`. Default: no values'),
      })
      .catchall(z.unknown())
      .describe('The answer to the wait. Further fields are ignored'),
    context: context.describe('Becomes the variable `context` of the flow. Null counts as absent'),
    variables,
  })
  .openapi('ResumeChat');

/** WIRE.md#engine-api, events. */
export const eventBody = z
  .object({
    tenant_id: tenantId,
    name: z
      .string()
      .min(1)
      .check(maxCharacters(128))
      .openapi({ pattern: '^[A-Za-z][A-Za-z0-9_.:-]{0,127}$' })
      .describe('Name of the event, for flows that wait for it or start with it'),
    payload: optionalJsonObject.describe('Data of the event. Default: an empty object'),
  })
  .openapi('EmitEvent');

export const executionPath = z.object({
  executionId: z.string().openapi({ description: 'Id of the execution' }),
});

export const eventReply = z
  .object({
    event_id: z.string().describe('Id of the event'),
    name: z.string().describe('Name of the event'),
    accepted: z.boolean().describe('Always true: the event is stored and will be delivered'),
  })
  .openapi('Emitted');

export const intentsReply = z
  .object({ intents: z.array(catalogIntent).describe('The intents of all published flows') })
  .openapi('IntentCatalogue');

/** WIRE.md#engine-envelope. */
export const executionReply = z
  .object({
    execution_id: z.string().describe('Id of the execution'),
    status: z
      .enum(['waiting_input', 'waiting_time', 'completed', 'failed', 'aborted'])
      .describe('State of the execution. `waiting_time`: it still runs, or waits for a time or an event'),
    blocks: z.array(block).describe('The messages of the flow in reply to this request, in order'),
    conversation_id: z.string().describe('Id of the conversation'),
    expected_input: z
      .object({ schema: shownObject.describe('JSON Schema of the values. A file field has `x-upload`') })
      .nullable()
      .describe('The form of the values that the flow waits for; null if it waits for none'),
    metadata: z
      .object({
        wait_token: z
          .string()
          .nullable()
          .describe('Send it with the answer. Valid once; null if the flow waits for no input'),
        wait_expires_at: z
          .string()
          .nullable()
          .describe('When the wait ends, in ISO 8601; null without a wait'),
      })
      .describe('The open wait'),
    token_usage: pricedUsage.nullable(),
  })
  .openapi('EngineExecution');

export type ExecutionBody = z.output<typeof executionReply>;
