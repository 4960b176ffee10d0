import { type DraftCallsRow, listDraftCalls } from '@/server/db/flow/draft-calls';
import { requireScope, type ServiceContext } from '../../context';
import { getFlowRow } from '../internal';

/** More flows are not looked at. */
const MOST_FLOWS = 2_000;
/** The most flows that are published along. */
const MOST_LISTED = 19;

/**
 * A flow whose draft may be published together with another one: `isMutual` if each leads to the other, so that one of them would go
 * on to an old version of the other.
 */
export type SetCandidate = {
  id: string;
  slug: string;
  name: string;
  /** Whether the flow to publish calls it, or it calls that flow, also through others. */
  relation: 'called' | 'caller';
  isMutual: boolean;
  isPublished: boolean;
};

/** Lists the flows with changed drafts that a flow leads to, or that lead to it; those that cannot do without it first. */
export async function listSetCandidates(
  ctx: ServiceContext,
  { flowId }: { flowId: string },
): Promise<SetCandidate[]> {
  const orgId = requireScope(ctx, 'flows:read');
  const own = await getFlowRow(ctx, orgId, flowId);
  const flows = await listDraftCalls(ctx.db, { orgId, take: MOST_FLOWS });
  const called = reach(
    own.slug,
    toMap(flows, ({ slug, calls }) => calls.map((to) => [slug, to])),
  );
  const callers = reach(
    own.slug,
    toMap(flows, ({ slug, calls }) => calls.map((from) => [from, slug])),
  );
  const candidates = flows.flatMap((flow) => toCandidate(flow, own.slug, called, callers));
  return candidates.sort((left, right) => rank(left) - rank(right)).slice(0, MOST_LISTED);
}

function toCandidate(
  { id, slug, name, versionNumber, draftChanged }: DraftCallsRow,
  own: string,
  called: ReadonlySet<string>,
  callers: ReadonlySet<string>,
): SetCandidate[] {
  const [isCalled, isCaller] = [called.has(slug), callers.has(slug)];
  const isMutual = isCalled && isCaller;
  // A caller of the flow goes on to its old version even if nothing else changes.
  if (slug === own || (!isCalled && !isCaller) || (!draftChanged && !isMutual)) return [];
  const relation = isCalled ? 'called' : 'caller';
  return [{ id, slug, name, relation, isMutual, isPublished: versionNumber !== null }];
}

function rank({ isMutual, isPublished, relation }: SetCandidate): number {
  if (isMutual || (relation === 'called' && !isPublished)) return 0;
  return relation === 'called' ? 1 : 2;
}

function toMap(
  flows: readonly DraftCallsRow[],
  list: (flow: DraftCallsRow) => [string, string][],
): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const [from, to] of flows.flatMap(list)) map.set(from, [...(map.get(from) ?? []), to]);
  return map;
}

/** What a flow leads to; itself only if it comes back to itself. */
function reach(start: string, leads: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set(leads.get(start));
  for (const slug of reached) for (const next of leads.get(slug) ?? []) reached.add(next);
  return reached;
}
