import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { SESSION_STATUSES } from '@/server/services/session/view';
import { SCOPES } from '@/server/shared/scopes';

export const id = z.string().openapi({ format: 'uuid' });
export const time = z.iso.datetime({ offset: true });
export const anyObject = z.record(z.string(), z.unknown());
export const paged = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

const EXAMPLE_ID = '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a';

/** An id in a path: what it is of, in words. */
export const idOf = (thing: string) =>
  z.string().openapi({ description: `Id of ${thing}`, example: EXAMPLE_ID });

export const orgId = idOf('the organization');
const flowId = z.string().openapi({ description: 'Id or slug of the flow', example: EXAMPLE_ID });
const number = z.coerce
  .number()
  .int()
  .min(1)
  .openapi({ description: 'Number of a published version', example: 3 });

export const orgPath = z.object({ orgId });
export const flowPath = z.object({ orgId, flowId });
export const versionPath = z.object({ orgId, flowId, number });
export const keyPath = z.object({ orgId, keyId: idOf('the API key') });
export const sessionPath = z.object({ orgId, sessionId: idOf('the session') });

const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(100)
  .default(50)
  .openapi({ description: 'How many at most' });
const cursor = z
  .string()
  .optional()
  .openapi({ description: 'The nextCursor of the page before; the first page without' });
const search = z.string().max(200).optional().openapi({ description: 'A part of what is looked for' });

export const pageQuery = z.object({ cursor, limit });
export const flowsQuery = pageQuery.extend({ search });
export const exportQuery = z.object({
  version: number.optional().openapi({ description: 'Its number; the draft without' }),
});
// No session has more messages or turns than its columns can count.
const MOST_COUNTED = 2_147_483_647;

export const afterQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_COUNTED)
    .optional()
    .openapi({ description: 'What was read last; from the beginning without' }),
  limit,
});

const sessionStatus = z.enum(SESSION_STATUSES);

export const sessionsQuery = pageQuery.extend({
  status: z
    .union([sessionStatus, z.array(sessionStatus)])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .optional()
    .openapi({ description: 'May be repeated' }),
  flowId: z.string().optional().openapi({ description: 'Those of one flow, by its id' }),
  channel: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'What started them: api, chat, flowrest, umi, or as the caller said' }),
  trial: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .openapi({ description: 'true: those of drafts alone; false: none of them' }),
  search,
});

const name = z.string().max(400);
const slug = z.string().max(100).openapi({ example: 'airline' });

const definition = jsonObject.openapi({
  description:
    'A flow as its author writes it; up to 1,000,000 bytes of JSON. To be published it may have, in all, 500,000 ' +
    'characters of expressions and of texts with expressions, 20,000 expressions, 20,000 places that read a ' +
    'variable, 25,000 wired exits and 100,000 values; a node 20,000 values.',
});

export const createFlowBody = z
  .object({ name, slug: slug.optional(), definition: definition.optional() })
  .openapi('CreateFlow');
export const updateFlowBody = z
  .object({ name: name.optional(), draft: definition.optional() })
  .refine((body) => body.name !== undefined || body.draft !== undefined, { error: 'must have name or draft' })
  .openapi('UpdateFlow');
export const validateBody = z.object({ definition: definition.optional() }).openapi('ValidateFlow');
export const publishBody = z.object({ note: z.string().optional() }).openapi('PublishFlow');
export const flowFile = z
  .object({ format: z.literal('parley.flow'), slug, name, definition })
  .openapi('FlowFile');
export const importBody = z.object({ file: flowFile, slug: slug.optional() }).openapi('ImportFlow');
export const createKeyBody = z
  .object({
    name,
    scopes: z.array(z.enum(SCOPES)).min(1),
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
    channelId: z.string().nullish().openapi({ description: 'The one channel that the key is to speak for' }),
  })
  .openapi('CreateApiKey', { example: { name: 'Website', scopes: ['sessions:read', 'sessions:write'] } });
export const rotateKeyBody = z
  .object({
    overlapMs: z.number().int().min(0).default(0).openapi({ description: 'How long the old key works on' }),
  })
  .openapi('RotateApiKey');

const flowSummaryShape = {
  id,
  slug,
  name,
  draftRev: z.number().int(),
  draftChanged: z.boolean(),
  published: z.object({ versionId: id, number: z.number().int(), publishedAt: time }).nullable(),
  createdAt: time,
  updatedAt: time,
};
export const flowList = paged(z.object(flowSummaryShape).openapi('FlowSummary')).openapi('Flows');
export const flow = z.object({ ...flowSummaryShape, draft: anyObject }).openapi('Flow');

const problem = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    nodeId: z.string().nullable(),
    path: z.string(),
    message: z.string(),
  })
  .openapi('FlowProblem');
export const problems = z.object({ problems: z.array(problem) }).openapi('FlowProblems');

const versionShape = {
  id,
  number: z.number().int(),
  note: z.string(),
  createdBy: z.string().nullable(),
  createdAt: time,
  current: z.boolean(),
};
export const versionList = paged(z.object(versionShape).openapi('FlowVersion')).openapi('FlowVersions');
export const versionDetail = z
  .object({ ...versionShape, definition: anyObject, links: z.record(z.string(), z.string()) })
  .openapi('FlowVersionDetail');
export const publishedVersion = z
  .object({ ...versionShape, warnings: z.array(problem) })
  .openapi('PublishedVersion');

export const apiKey = z
  .object({
    id,
    name,
    prefix: z.string().openapi({ example: 'parley_a1B2c3D4' }),
    lastFour: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    status: z.enum(['active', 'revoked', 'expired']),
    createdBy: z.string().nullable(),
    createdAt: time,
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
    revokedAt: time.nullable(),
    rotatedToId: id.nullable(),
    channelId: id.nullable().openapi({ description: 'A key of one channel opens nothing of this API' }),
  })
  .openapi('ApiKey');
export const apiKeyList = paged(apiKey).openapi('ApiKeys');
export const madeKey = z
  .object({ key: apiKey, secret: z.string().openapi({ description: 'Shown this once' }) })
  .openapi('MadeApiKey');

const sessionShape = {
  id,
  flowId: id,
  versionId: id,
  status: sessionStatus,
  trial: z.boolean(),
  channel: z.string(),
  externalId: z.string().nullable(),
  metadata: anyObject,
  turnNo: z.number().int(),
  messageCount: z.number().int(),
  createdAt: time,
  lastActivityAt: time,
  expiresAt: time.nullable(),
  finishedAt: time.nullable(),
};
export const sessionList = paged(
  z
    .looseObject({
      ...sessionShape,
      flowName: z.string(),
      flowSlug: z.string(),
      versionNumber: z.number().int().nullable(),
      lastText: z.string().nullable(),
    })
    .openapi('SessionSummary'),
).openapi('Sessions');
export const session = z
  .looseObject({ ...sessionShape, variables: anyObject, visitor: anyObject, wait: anyObject.nullable() })
  .openapi('Session');
export const messageList = paged(
  z
    .looseObject({
      seq: z.number().int(),
      turnNo: z.number().int(),
      direction: z.enum(['inbound', 'outbound']),
      kind: z.string(),
      text: z.string(),
      content: anyObject,
      createdAt: time,
    })
    .openapi('Message'),
).openapi('Messages');
export const turnList = paged(
  z
    .looseObject({
      no: z.number().int(),
      event: anyObject,
      trace: anyObject,
      status: sessionStatus,
      createdAt: time,
    })
    .openapi('Turn'),
).openapi('Turns');

export const errorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      details: anyObject.optional(),
      requestId: z.string(),
    }),
  })
  .openapi('Error');
