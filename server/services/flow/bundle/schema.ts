import { z } from 'zod';
import type { FieldIssue, FlowProblemDetail } from '@/server/shared/errors';
import type { Json, JsonObject } from '@/server/shared/json';
import { requireNoIssues, requireValid } from '../../require-valid';
import { requireWithinLimit } from '../../require-within-limit';
import { findDraftIssue } from '../draft/find-draft-issue';
import { requireDraftSize } from '../internal';
import { newFlowSchema, tagsSchema, testsSchema } from '../schema';
import { requireTests } from '../test/require-tests';

/** The largest number of flows of a bundle. */
export const MAX_BUNDLE_FLOWS = 50;
/** The largest bundle, in bytes of JSON without indentation. */
const MAX_BUNDLE_BYTES = 4_000_000;

const { name, slug, definition } = newFlowSchema.shape;

const bundledFlow = z.strictObject({
  slug: slug.unwrap(),
  name,
  definition: definition.unwrap(),
  tests: testsSchema.optional(),
  tags: tagsSchema.optional(),
});

const bundleSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('parley.bundle'),
  flows: z.array(bundledFlow).min(1, 'must name a flow'),
});

/** `tests` and `tags` are absent if there are none; an import without them leaves those of the flow. */
export type BundledFlow = {
  slug: string;
  name: string;
  definition: JsonObject;
  tests?: Json[] | undefined;
  tags?: string[] | undefined;
};

/** Flows with the flows that they call, by slug, as a file. */
export type FlowBundle = { format: 'parley.bundle'; flows: BundledFlow[] };

/** A problem of the flow with the slug `flow`. */
export type BundleProblem = FlowProblemDetail & { flow: string };

/** Requires a bundle; throws invalid_request with every invalid field, and limit_exceeded. */
export function requireBundle(input: unknown): BundledFlow[] {
  const { flows } = requireValid(bundleSchema, input);
  requireNoIssues(flows.flatMap((flow, index) => listFlowIssues(flows, flow, index)));
  requireWithinLimit('flows of a bundle', MAX_BUNDLE_FLOWS, flows.length);
  for (const [index, { slug, definition, tests }] of flows.entries()) {
    requireDraftSize(definition, slug);
    if (tests) requireTests(tests, ['flows', index, 'tests']);
  }
  requireBundleBytes(flows.reduce((bytes, flow) => bytes + countFlowBytes(flow), 0));
  return flows;
}

function listFlowIssues(
  flows: BundledFlow[],
  { slug, definition }: BundledFlow,
  index: number,
): FieldIssue[] {
  const issue = findDraftIssue(definition);
  const isRepeated = flows.findIndex((flow) => flow.slug === slug) < index;
  return [
    ...(issue ? [{ ...issue, path: ['flows', index, 'definition', ...issue.path] }] : []),
    ...(isRepeated ? [{ path: ['flows', index, 'slug'], message: 'is the slug of an earlier flow' }] : []),
  ];
}

/** Throws limit_exceeded for a bundle of this size. */
export function requireBundleBytes(bytes: number): void {
  requireWithinLimit('bytes of a bundle', MAX_BUNDLE_BYTES, bytes);
}

/** Returns the size of a flow in a bundle, in bytes of JSON. */
export function countFlowBytes(flow: BundledFlow): number {
  return Buffer.byteLength(JSON.stringify(flow));
}
