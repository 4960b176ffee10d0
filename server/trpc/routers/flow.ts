import { z } from 'zod';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { exportBundle } from '@/server/services/flow/bundle/export-bundle';
import { importBundle } from '@/server/services/flow/bundle/import-bundle';
import { countLiveSessions } from '@/server/services/flow/count-live-sessions';
import { createFlow } from '@/server/services/flow/create-flow';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { validateDraft } from '@/server/services/flow/draft/validate-draft';
import { duplicateFlow } from '@/server/services/flow/duplicate-flow';
import { exportFlow } from '@/server/services/flow/export-flow';
import { listFlowTags, setFlowTags } from '@/server/services/flow/flow-tags';
import { getFlow } from '@/server/services/flow/get-flow';
import { importFlow } from '@/server/services/flow/import-flow';
import { listFlowActivity } from '@/server/services/flow/list-flow-activity';
import { listFlows } from '@/server/services/flow/list-flows';
import { testNode } from '@/server/services/flow/node-test/test-node';
import { restoreFlow } from '@/server/services/flow/restore-flow';
import { exportTranslation } from '@/server/services/flow/translation/export-translation';
import { importTranslation } from '@/server/services/flow/translation/import-translation';
import { getVersion } from '@/server/services/flow/version/get-version';
import { listSetCandidates } from '@/server/services/flow/version/list-set-candidates';
import { listVersions } from '@/server/services/flow/version/list-versions';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { restoreVersion } from '@/server/services/flow/version/restore-version';
import { startTestSession } from '@/server/services/session/start-test-session';
import { idInput, jsonInput, pageInput, revInput, searchInput, variablesInput } from '../inputs';
import { memberProcedure, router } from '../trpc';
import { flowTestProcedures } from './flow-test-procedures';

// The largest draft, including escapes.
const takesDraft = memberProcedure.meta({ maxInputBytes: 4 * 2 ** 20 });
const takesBundle = memberProcedure.meta({ maxInputBytes: 8 * 2 ** 20 });

const flowInput = z.object({ flowId: idInput });
const versionInput = flowInput.extend({ number: z.number() });
const createInput = z.object({
  name: z.string(),
  slug: z.string().optional(),
  definition: z.unknown().optional(),
});
const draftInput = flowInput.extend({
  draft: z.unknown().optional(),
  name: z.string().optional(),
  ifRev: revInput,
});
const publishInput = flowInput.extend({
  note: z.string().optional(),
  reason: z.string().optional(),
  ifRev: revInput,
  with: z.array(idInput).max(19).optional(),
  environment: z.string().max(100).nullable().optional(),
});
// The definition (default: the flow's draft) and its variables.
const testSessionInput = flowInput.extend({
  definition: jsonInput.optional(),
  variables: variablesInput.optional(),
  regional: z.object({ locale: z.string().optional(), timeZone: z.string().optional() }).optional(),
});

const nodeTestInput = testSessionInput.omit({ regional: true }).extend({
  nodeId: z.string().max(100),
  send: z.boolean(),
});

const listInput = pageInput.extend({
  search: searchInput,
  publishedOnly: z.boolean().optional(),
  archived: z.boolean().optional(),
  tag: z.string().max(100).optional(),
});

/** Flows, their drafts and their versions. */
export const flowRouter = router({
  list: memberProcedure.input(listInput).query(({ ctx, input }) => listFlows(ctx.service, input)),
  listActivity: memberProcedure
    .input(z.object({ flowIds: z.array(idInput).max(300) }))
    .query(({ ctx, input }) => listFlowActivity(ctx.service, input)),
  get: memberProcedure.input(flowInput).query(({ ctx, input }) => getFlow(ctx.service, input)),
  create: takesDraft.input(createInput).mutation(({ ctx, input }) => createFlow(ctx.service, input)),
  saveDraft: takesDraft.input(draftInput).mutation(({ ctx, input }) => saveDraft(ctx.service, input)),
  // A mutation only because it is sent by POST: a draft is too large for a URL.
  validate: takesDraft
    .input(flowInput.extend({ definition: z.unknown() }))
    .mutation(({ ctx, input }) => validateDraft(ctx.service, input)),
  publish: memberProcedure.input(publishInput).mutation(({ ctx, input }) => publishFlow(ctx.service, input)),
  listSetCandidates: memberProcedure
    .input(flowInput)
    .query(({ ctx, input }) => listSetCandidates(ctx.service, input)),
  listVersions: memberProcedure
    .input(flowInput.extend(pageInput.shape))
    .query(({ ctx, input }) => listVersions(ctx.service, input)),
  getVersion: memberProcedure.input(versionInput).query(({ ctx, input }) => getVersion(ctx.service, input)),
  restoreVersion: memberProcedure
    .input(versionInput.extend({ ifRev: revInput }))
    .mutation(({ ctx, input }) => restoreVersion(ctx.service, input)),
  export: memberProcedure
    .input(flowInput.extend({ number: z.number().optional() }))
    .query(({ ctx, input }) => exportFlow(ctx.service, input)),
  import: takesDraft
    .input(z.object({ file: z.unknown(), slug: z.string().optional() }))
    .mutation(({ ctx, input }) => importFlow(ctx.service, input)),
  exportBundle: memberProcedure.input(flowInput).query(({ ctx, input }) => exportBundle(ctx.service, input)),
  importBundle: takesBundle
    .input(z.object({ bundle: z.unknown(), dryRun: z.boolean().optional() }))
    .mutation(({ ctx, input }) => importBundle(ctx.service, input)),
  exportTranslation: memberProcedure
    .input(flowInput.extend({ language: z.string().max(100) }))
    .query(({ ctx, input }) => exportTranslation(ctx.service, input)),
  importTranslation: takesDraft
    .input(flowInput.extend({ file: z.unknown(), applyStale: z.boolean(), ifRev: revInput }))
    .mutation(({ ctx, input }) => importTranslation(ctx.service, input)),
  startTestSession: takesDraft
    .input(testSessionInput)
    .mutation(({ ctx, input }) => startTestSession(ctx.service, { ...input, waitMs: 0 })),
  testNode: takesDraft.input(nodeTestInput).mutation(({ ctx, input }) => testNode(ctx.service, input)),
  countLiveSessions: memberProcedure
    .input(flowInput)
    .query(({ ctx, input }) => countLiveSessions(ctx.service, input)),
  ...flowTestProcedures,
  listTags: memberProcedure.query(({ ctx }) => listFlowTags(ctx.service)),
  setTags: memberProcedure
    .input(flowInput.extend({ tags: z.array(z.string()).max(100) }))
    .mutation(({ ctx, input }) => setFlowTags(ctx.service, input)),
  duplicate: memberProcedure
    .input(flowInput.extend({ name: z.string().optional() }))
    .mutation(({ ctx, input }) => duplicateFlow(ctx.service, input)),
  restore: memberProcedure
    .input(flowInput.extend({ slug: z.string().optional() }))
    .mutation(({ ctx, input }) => restoreFlow(ctx.service, input)),
  archive: memberProcedure.input(flowInput).mutation(({ ctx, input }) => archiveFlow(ctx.service, input)),
});
