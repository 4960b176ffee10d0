import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { MAX_BUNDLE_FLOWS } from '@/server/services/flow/bundle/schema';
import { findDraftIssue } from '@/server/services/flow/draft/find-draft-issue';
import { anyObject, EXAMPLE_ID, id, orgId, paged, pageQuery, search, time } from './base';

export const flowId = z.string().openapi({ description: 'Id or slug of the flow', example: EXAMPLE_ID });
export const number = z.coerce
  .number()
  .int()
  .min(1)
  .openapi({ description: 'Number of a published version', example: 3 });

export const flowPath = z.object({ orgId, flowId });

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

export const flowsQuery = pageQuery.extend({ search });
export const exportQuery = z.object({
  version: number.optional().openapi({ description: 'Number of the version; default: the draft' }),
  bundle: flag.openapi({ description: 'true: a bundle with the flows that it calls' }),
});
export const importQuery = z.object({
  dryRun: flag.openapi({ description: 'true: check the bundle and change nothing' }),
});

const name = z.string().max(400);
const slug = z.string().max(100).openapi({ example: 'airline' });

const ABOUT_DEFINITION =
  'The definition of a flow, at most 1,000,000 bytes of JSON. A published flow has at most 500,000 ' +
  'characters of expressions and of texts with expressions, 20,000 expressions, 20,000 places that read a ' +
  'variable, 25,000 wired exits and 100,000 values; a node 20,000 values.';

/** A definition to check, finished or not. */
const definition = jsonObject.openapi({ description: ABOUT_DEFINITION });
/** A definition to save, finished or not. */
const newDraft = jsonObject
  .superRefine((draft, ctx) => {
    const issue = findDraftIssue(draft);
    if (issue) ctx.addIssue({ code: 'custom', ...issue });
  })
  .openapi({ description: ABOUT_DEFINITION });

export const createFlowBody = z
  .strictObject({ name, slug: slug.optional(), definition: newDraft.optional() })
  .openapi('CreateFlow');
export const updateFlowBody = z
  .strictObject({
    name: name.optional(),
    definition: newDraft.optional(),
    draft: newDraft
      .optional()
      .openapi({ deprecated: true, description: 'The former name of definition; removed in version 0.3' }),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    error: 'must have name or definition',
  })
  .refine((body) => body.definition === undefined || body.draft === undefined, {
    path: ['draft'],
    error: 'must be left out beside definition',
  })
  .transform(({ name, definition, draft }) => ({ name, draft: definition ?? draft }))
  .openapi('UpdateFlow');
export const validateBody = z.strictObject({ definition: definition.optional() }).openapi('ValidateFlow');
export const putFlowBody = z
  .strictObject({
    name: name
      .optional()
      .openapi({ description: 'Default: the name does not change; a new flow is named after its slug' }),
    definition: newDraft,
  })
  .openapi('PutFlow');
export const validateDefinitionBody = z
  .strictObject({
    definition,
    slug: slug.optional().openapi({ description: 'The slug of the flow that the definition is for' }),
  })
  .openapi('ValidateDefinition');
export const publishBody = z.strictObject({ note: z.string().optional() }).openapi('PublishFlow');
const $schema = z
  .string()
  .optional()
  .openapi({ description: 'The URL of the JSON Schema, for editors; not evaluated' });
export const flowFile = z
  .strictObject({
    $schema,
    format: z.literal('parley.flow'),
    slug,
    name,
    definition: newDraft,
  })
  .openapi('FlowFile');
export const importBody = z.strictObject({ file: flowFile, slug: slug.optional() }).openapi('ImportFlow');

export const flowBundle = z
  .strictObject({
    $schema,
    format: z.literal('parley.bundle'),
    flows: z
      .array(z.strictObject({ slug, name, definition: newDraft }).openapi('BundledFlow'))
      .min(1)
      .max(MAX_BUNDLE_FLOWS)
      .openapi({ description: 'Each slug once; together at most 4,000,000 bytes of JSON' }),
  })
  .openapi('FlowBundle');

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

export const problem = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    nodeId: z.string().nullable(),
    path: z.string(),
    message: z.string(),
  })
  .openapi('FlowProblem');
export const problems = z.object({ problems: z.array(problem) }).openapi('FlowProblems');

export const bundleReport = z
  .object({
    flows: z.array(
      z
        .object({
          id: id.nullable().openapi({ description: 'null: a dry run would create the flow' }),
          slug,
          name,
          action: z.enum(['created', 'updated', 'unchanged']),
          draftRev: z
            .number()
            .int()
            .nullable()
            .openapi({ description: 'The revision of the draft; null: a dry run would create the flow' }),
        })
        .openapi('ImportedFlow'),
    ),
    problems: z.array(
      problem
        .extend({ flow: slug.openapi({ description: 'The slug of the flow with the problem' }) })
        .openapi('BundleProblem'),
    ),
  })
  .openapi('BundleReport');
