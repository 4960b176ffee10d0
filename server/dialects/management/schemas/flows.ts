import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { MAX_BUNDLE_FLOWS } from '@/server/services/flow/bundle/schema';
import { findDraftIssue } from '@/server/services/flow/draft/find-draft-issue';
import type { Json } from '@/server/shared/json';
import {
  anyObject,
  createdAt,
  described,
  EXAMPLE_ID,
  id,
  orgId,
  paged,
  pageQuery,
  search,
  time,
} from './base';

export const flowId = z.string().openapi({ description: 'Id or slug of the flow', example: EXAMPLE_ID });
export const number = z.coerce.number().int().min(1).openapi({
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Number of a published version',
  example: 3,
});

export const flowPath = z.object({ orgId, flowId });

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

export const flowsQuery = pageQuery.extend({
  search,
  tag: z.string().max(100).optional().openapi({ description: 'Flows with this tag, in any case' }),
  archived: flag.openapi({ description: 'true: the archived flows instead of the others' }),
});
export const exportQuery = z.object({
  version: number.optional().openapi({ description: 'Number of the version; default: the draft' }),
  bundle: flag.openapi({ description: 'true: a bundle with the flows that it calls' }),
});
export const importQuery = z.object({
  dryRun: flag.openapi({ description: 'true: check the bundle and change nothing' }),
});

const name = z.string().max(400).openapi(described(200, 'Name of the flow, 1 to 200 characters'));
const slug = z.string().max(100).openapi({
  pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
  description: 'Slug of the flow: 1 to 63 lower-case letters, digits and hyphens, and no UUID',
  example: 'airline',
});

const tags = z
  .array(z.string().max(80).openapi(described(40, 'A tag')))
  .max(40)
  .openapi({
    maxItems: 20,
    description:
      'Tags of the flow, each of at most 40 characters. Of spellings that differ by case alone, the first stays',
    example: ['Billing'],
  });

const ABOUT_DEFINITION =
  'The definition of a flow, at most 1,000,000 bytes of JSON. A published flow has at most 500,000 ' +
  'characters of expressions and of texts with expressions, 20,000 expressions, 20,000 places that read a ' +
  'variable, 25,000 wired exits and 100,000 values; a node 20,000 values.';

/** A definition to check, finished or not. */
export const definition = jsonObject.openapi({ description: ABOUT_DEFINITION });
/** A definition to save, finished or not. */
const newDraft = jsonObject
  .superRefine((draft, ctx) => {
    const issue = findDraftIssue(draft);
    if (issue) ctx.addIssue({ code: 'custom', ...issue });
  })
  .openapi({ description: ABOUT_DEFINITION });

/** Tests, which the services read. */
export const tests = z.custom<Json[]>(Array.isArray, 'must be a list').openapi({
  type: 'array',
  items: { type: 'object', additionalProperties: true },
  description:
    'The tests of the flow, each as /schemas/flow.json describes it; at most 1,000 tests and 1,000,000 bytes of JSON',
});

export const createFlowBody = z
  .strictObject({
    name,
    slug: slug.optional().describe('Slug of the flow. Default: derived from the name'),
    definition: newDraft.optional(),
    tags: tags.optional(),
  })
  .openapi('CreateFlow');
export const flowTags = z.strictObject({ tags }).openapi('FlowTags');
export const restoreFlowBody = z
  .strictObject({ slug: slug.optional().describe('Default: the slug that the flow had') })
  .openapi('RestoreFlow');
export const duplicateFlowBody = z
  .strictObject({ name: name.optional().openapi({ description: 'Default: “Copy of” and the name' }) })
  .openapi('DuplicateFlow');
export const updateFlowBody = z
  .strictObject({
    name: name.optional(),
    definition: newDraft.optional(),
    draft: newDraft.optional().openapi({
      deprecated: true,
      description: 'The former name of definition, which must be left out beside it; removed in version 0.3',
    }),
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
export const publishBody = z
  .strictObject({
    note: z
      .string()
      .optional()
      .openapi({ maxLength: 2_000, description: 'Note on the version. Default: empty' }),
    reason: z.string().optional().openapi({
      maxLength: 500,
      description:
        'Why the draft is published although tests fail, for the audit log. Default: it is refused',
    }),
    with: z.array(z.string()).max(19).optional().openapi({
      description:
        'Ids or slugs of the flows whose drafts are published together with this one, all or none. Those that call each other are pinned to each other. Default: none',
    }),
    environment: z.string().nullable().optional().openapi({
      description:
        'The environment that gets the version. null: none, so that it can be promoted later. Default: production',
    }),
  })
  .openapi('PublishFlow');
const $schema = z
  .string()
  .optional()
  .openapi({ description: 'The URL of the JSON Schema, for editors; not evaluated' });
export const flowFile = z
  .strictObject({
    $schema,
    format: z.literal('parley.flow').describe('Always `parley.flow`'),
    slug,
    name,
    definition: newDraft,
    tests: tests.optional(),
    tags: tags.optional(),
  })
  .openapi('FlowFile');
export const importBody = z
  .strictObject({
    file: z
      .strictObject({
        ...flowFile.shape,
        slug: z.string().max(100).describe('Slug of the flow, used unless `slug` is given beside the file'),
      })
      .openapi('ImportedFlowFile', { description: 'The exported flow' }),
    slug: slug.optional().describe('Slug of the new flow. Default: that of the file'),
  })
  .openapi('ImportFlow');

export const flowBundle = z
  .strictObject({
    $schema,
    format: z.literal('parley.bundle').describe('Always `parley.bundle`'),
    flows: z
      .array(
        z
          .strictObject({
            slug,
            name,
            definition: newDraft,
            tests: tests.optional(),
            tags: tags.optional(),
          })
          .openapi('BundledFlow'),
      )
      .min(1)
      .max(MAX_BUNDLE_FLOWS)
      .openapi({ description: 'Each slug once; together at most 4,000,000 bytes of JSON' }),
  })
  .openapi('FlowBundle');

const flowSummaryShape = {
  id: id.describe('Id of the flow'),
  slug,
  name,
  draftRev: z.number().int().describe('Revision of the draft, which grows with every save'),
  draftChanged: z.boolean().describe('Whether the draft differs from the published version'),
  published: z
    .object({
      versionId: id.describe('Id of the version'),
      number: z.number().int().describe('Number of the version, from 1'),
      publishedAt: time.describe('When it was published'),
    })
    .nullable()
    .describe('The version that new sessions run; null if none is published'),
  tags,
  archivedAt: time.nullable().describe('When it was archived; null if it is not'),
  createdAt,
  updatedAt: time.describe('When the flow was changed last'),
};
export const flowList = paged(z.object(flowSummaryShape).openapi('FlowSummary')).openapi('Flows');
export const flow = z
  .object({ ...flowSummaryShape, draft: anyObject.describe('The draft, finished or not') })
  .openapi('Flow');

export const problem = z
  .object({
    severity: z.enum(['error', 'warning']).describe('Only an error prevents publishing'),
    code: z.string().describe('Code of the problem, for programs'),
    nodeId: z.string().nullable().describe('The node with the problem; null if it is in none'),
    path: z.string().describe('Place in the definition, as a JSON Pointer'),
    message: z.string().describe('The problem in words, for the author'),
  })
  .openapi('FlowProblem');

const personalTarget = z.enum(['message', 'person', 'contact', 'call', 'model', 'event', 'output', 'flow']);
const personalPlace = z
  .object({
    target: personalTarget.describe(
      'Who gets it: the person (`message`), a member (`person`), the stored `contact`, an HTTP `call`, a `model`, an `event`, the `output` of the flow, or another `flow`',
    ),
    names: z
      .array(z.string())
      .describe(
        'The tagged variables, and fields of the contact such as `contact.name`, whose values can get there',
      ),
    nodeId: z.string().describe('Id of the node'),
    path: z.string().describe('JSON pointer to the field'),
    flow: z
      .object({
        slug: slug.openapi({ description: 'The slug of the other flow' }),
        reaches: z
          .array(personalTarget)
          .nullable()
          .describe('Who can get it from the other flow; null if that is unknown'),
      })
      .optional()
      .describe('The flow that it is given to; absent for other targets'),
  })
  .openapi('PersonalPlace');

export const draftReport = z
  .object({
    problems: z.array(problem).describe('Errors and warnings; may be empty'),
    personalData: z.array(personalPlace).describe('Where personal data can get to, at most 500 places'),
  })
  .openapi('FlowProblems');

export const bundleReport = z
  .object({
    flows: z
      .array(
        z
          .object({
            id: id.nullable().openapi({ description: 'null: a dry run would create the flow' }),
            slug,
            name,
            action: z
              .enum(['created', 'updated', 'unchanged'])
              .describe('The effect on the flow; `unchanged`: its draft is the same'),
            draftRev: z
              .number()
              .int()
              .nullable()
              .openapi({ description: 'The revision of the draft; null: a dry run would create the flow' }),
          })
          .openapi('ImportedFlow'),
      )
      .describe('The flows of the bundle, in its order'),
    problems: z
      .array(
        problem
          .extend({ flow: slug.openapi({ description: 'The slug of the flow with the problem' }) })
          .openapi('BundleProblem'),
      )
      .describe('Errors and warnings of the flows; may be empty'),
  })
  .openapi('BundleReport');
