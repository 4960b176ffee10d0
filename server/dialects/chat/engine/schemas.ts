import { z } from '@hono/zod-openapi';
import { maxCharacters } from '@/server/http/body/max-characters';
import { block, pricedUsage } from '../reply/reply-schemas';
import { anyObject, context } from '../schemas';
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
    intent_name: z.string().min(1).max(64).regex(NAME, `must match ${NAME.source}`),
    conversation_id: z.uuid('must be a UUID').nullish(),
    text: z.string().check(maxCharacters(4_000)).nullish(),
    context: context.nullish(),
    variables: variables.nullish(),
  })
  .openapi('TriggerChat');

/** WIRE.md#engine-api, resume. */
export const resumeBody = z
  .object({
    tenant_id: tenantId,
    wait_token: z.string(),
    input: z.object({ values: anyObject.optional() }).catchall(z.unknown()).openapi({ type: 'object' }),
    context: context.nullish(),
    variables: variables.nullish(),
  })
  .openapi('ResumeChat');

/** WIRE.md#engine-api, events. */
export const eventBody = z
  .object({
    tenant_id: tenantId,
    name: z.string().min(1).check(maxCharacters(128)),
    payload: anyObject.nullish(),
  })
  .openapi('EmitEvent');

export const executionPath = z.object({
  executionId: z.string().openapi({ description: 'Id of the execution' }),
});

export const eventReply = z
  .object({ event_id: z.string(), name: z.string(), accepted: z.boolean() })
  .openapi('Emitted');

export const intentsReply = z.object({ intents: z.array(shownObject) }).openapi('IntentCatalogue');

/** WIRE.md#engine-envelope. */
export const executionReply = z
  .object({
    execution_id: z.string(),
    status: z.enum(['waiting_input', 'waiting_time', 'completed', 'failed', 'aborted']),
    blocks: z.array(block),
    conversation_id: z.string(),
    expected_input: z.object({ schema: shownObject }).nullable(),
    metadata: z.object({ wait_token: z.string().nullable(), wait_expires_at: z.string().nullable() }),
    token_usage: pricedUsage.nullable(),
  })
  .openapi('EngineExecution');

export type ExecutionBody = z.output<typeof executionReply>;
