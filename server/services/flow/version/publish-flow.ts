import type { FlowRowWithDraft } from '@/server/db/flow/store';
import { findVersion, type VersionRowWithDefinition } from '@/server/db/flow-version/published';
import { deriveUuid } from '@/server/shared/derive-uuid';
import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { requireEnvironment } from '../../environment/require-environment';
import { createOnce } from '../../idempotency/create-once';
import { requireWithinLimit } from '../../require-within-limit';
import { getFlowRow } from '../internal';
import { type PublishedFlow, toVersionView } from '../view';
import { checkSet, type SetMember } from './check-set';
import { type Publication, publishSet } from './publish-set';

const MAX_NOTE_LENGTH = 2_000;
const MAX_REASON_LENGTH = 500;
/** The most flows that are published together. */
const MAX_SET = 20;

export type PublishFlowInput = {
  flowId: string;
  note?: string | undefined;
  /** Why it is published although tests fail; the audit log has it. */
  reason?: string | undefined;
  ifRev?: number | undefined;
  /** The ids or slugs of the flows whose drafts are published together with this one; they are pinned to each other. */
  with?: readonly string[] | undefined;
  /** The environment that gets the version; default: production. Null for none: the version can be promoted later. */
  environment?: string | null | undefined;
};

/**
 * Publishes the draft as the next numbered version; running sessions keep theirs. If neither the draft nor the versions of
 * its called flows have changed, returns the version that the environment has, or the newest one for no environment. Flows that are published together are published all, or none of
 * them. Throws flow_invalid with every error, tests_failed when tests of a flow fail and there is no `reason`, and draft_conflict
 * when the draft is not at `ifRev` or one was saved meanwhile.
 */
export async function publishFlow(ctx: ServiceContext, input: PublishFlowInput): Promise<PublishedFlow> {
  const { flowId, note = '', reason: given = '', ifRev, with: others = [], environment = PRODUCTION } = input;
  const orgId = requireScope(ctx, 'flows:write');
  if (environment !== null) await requireEnvironment(ctx, orgId, environment);
  requireWithinLimit('note characters', MAX_NOTE_LENGTH, note.length);
  const reason = given.trim();
  requireWithinLimit('reason characters', MAX_REASON_LENGTH, reason.length);
  requireWithinLimit('flows published together', MAX_SET, others.length + 1);
  const flows = await readFlows(ctx, orgId, [flowId, ...others]);
  const { versions, warnings } = await createOnce(ctx, {
    find: (versionId) => findPublished(ctx, orgId, toMembers(flows, versionId)),
    create: async (versionId) => {
      requireRev(flows[0], ifRev);
      return publishSet(ctx, await checkSet(ctx, orgId, toMembers(flows, versionId)), {
        note,
        reason,
        environment,
      });
    },
  });
  return toView(flows, { versions, warnings });
}

/** The flows, each once, in the order in which they are named. */
async function readFlows(
  ctx: ServiceContext,
  orgId: string,
  refs: readonly string[],
): Promise<FlowRowWithDraft[]> {
  const flows = new Map<string, FlowRowWithDraft>();
  for (const ref of refs) {
    const flow = await getFlowRow(ctx, orgId, ref);
    flows.set(flow.id, flow);
  }
  return [...flows.values()];
}

// The ids of the others follow from that of the first, so that a retry finds them.
function toMembers(flows: readonly FlowRowWithDraft[], versionId: string): SetMember[] {
  const time = versionId.replace('-', '').slice(0, 12);
  return flows.map((flow, index) => ({
    flow,
    versionId: index === 0 ? versionId : deriveUuid(`${versionId} ${flow.id}`, { version: 7, time }),
  }));
}

async function findPublished(
  ctx: ServiceContext,
  orgId: string,
  members: readonly SetMember[],
): Promise<Publication | null> {
  const versions: Publication['versions'] = [];
  for (const { flow, versionId } of members) {
    const row = await findVersion(ctx.db, { orgId, flowId: flow.id, number: null, versionId });
    if (!row) return null;
    versions.push({ row, isNew: true });
  }
  const [first] = await checkSet(ctx, orgId, members);
  return { versions, warnings: first?.checked.problems ?? [] };
}

function requireRev(flow: FlowRowWithDraft | undefined, ifRev: number | undefined): void {
  if (flow && ifRev !== undefined && ifRev !== flow.draftRev)
    throw domainError('draft_conflict', { currentRev: flow.draftRev });
}

function toView(flows: readonly FlowRowWithDraft[], { versions, warnings }: Publication): PublishedFlow {
  const [own] = versions;
  if (!own) throw new Error('nothing was published');
  const { row, isNew } = own;
  const set = flows.flatMap(({ id, slug }, index) => toMemberView(id, slug, versions[index]?.row));
  return {
    ...toVersionView(row),
    certificate: row.certificate,
    warnings,
    isNew,
    ...(flows.length > 1 && { set }),
  };
}

function toMemberView(flowId: string, slug: string, row: VersionRowWithDefinition | undefined) {
  return row ? [{ flowId, slug, versionId: row.id, number: row.number }] : [];
}
