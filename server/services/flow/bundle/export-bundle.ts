import { findFlowBySlug, listExistingSlugs } from '@/server/db/flow/store';
import { listPublishedVersionIds } from '@/server/db/flow-version/published';
import { findFlowVersion } from '@/server/db/flow-version/stored';
import { requireScope, type ServiceContext } from '../../context';
import { requireWithinLimit } from '../../require-within-limit';
import { getFlowRow, toObject } from '../internal';
import { isSlug } from '../slug';
import { toTagField } from '../tag-keys';
import { readTestField } from '../test/read-tests';
import { getVersionRow } from '../version/get-version';
import { listCalledSlugs } from './list-called-slugs';
import {
  type BundledFlow,
  countFlowBytes,
  type FlowBundle,
  MAX_BUNDLE_FLOWS,
  requireBundleBytes,
} from './schema';

/** A flow, and its called flows by slug: the version that is called, or null for the draft of an unpublished flow. */
type Found = { flow: BundledFlow; calls: Record<string, string | null> };

/**
 * Exports the draft of a flow, or the published version `number`, with the flows that it calls, and those that they call.
 * A version's called flows are at the versions that it pins, a draft's at the published ones, or drafts where there is
 * none; a called flow that does not exist is left out. Each slug is there once, at the version that is fewest calls away.
 * Throws not_found, limit_exceeded.
 */
export async function exportBundle(
  ctx: ServiceContext,
  { flowId, number }: { flowId: string; number?: number | undefined },
): Promise<FlowBundle> {
  const orgId = requireScope(ctx, 'flows:read');
  const root = await readRoot(ctx, orgId, { flowId, number });
  const flows = [root.flow];
  const seen = new Set([root.flow.slug]);
  const waiting = Object.entries(root.calls);
  let bytes = countFlowBytes(root.flow);
  for (let call = waiting.shift(); call; call = waiting.shift()) {
    const [slug, versionId] = call;
    if (seen.has(slug)) continue;
    seen.add(slug);
    const found = await readCalled(ctx, orgId, { slug, versionId });
    if (!found) continue;
    flows.push(found.flow);
    bytes += countFlowBytes(found.flow);
    requireWithinLimit('flows of a bundle', MAX_BUNDLE_FLOWS, flows.length);
    requireBundleBytes(bytes);
    waiting.push(...Object.entries(found.calls));
  }
  return { format: 'parley.bundle', flows };
}

async function readRoot(
  ctx: ServiceContext,
  orgId: string,
  { flowId, number }: { flowId: string; number: number | undefined },
): Promise<Found> {
  const { id, slug, name, draft, tags } = await getFlowRow(ctx, orgId, flowId);
  const more = { ...(await readTestField(ctx.db, { orgId, flowId: id })), ...toTagField(tags) };
  if (number === undefined)
    return toFoundDraft(ctx, orgId, { slug, name, definition: toObject(draft), ...more });
  const { definition, links } = await getVersionRow(ctx, orgId, { flowId, number });
  return { flow: { slug, name, definition: toObject(definition), ...more }, calls: links };
}

async function readCalled(
  ctx: ServiceContext,
  orgId: string,
  { slug, versionId }: { slug: string; versionId: string | null },
): Promise<Found | null> {
  if (versionId !== null) {
    const version = await findFlowVersion(ctx.db, { orgId, versionId });
    if (!version) return null;
    const { flowId, flowName: name, flowTags, definition, links } = version;
    const more = { ...(await readTestField(ctx.db, { orgId, flowId })), ...toTagField(flowTags) };
    return { flow: { slug, name, definition: toObject(definition), ...more }, calls: links };
  }
  const row = await findFlowBySlug(ctx.db, { orgId, slug });
  if (!row) return null;
  const more = { ...(await readTestField(ctx.db, { orgId, flowId: row.id })), ...toTagField(row.tags) };
  return toFoundDraft(ctx, orgId, { slug, name: row.name, definition: toObject(row.draft), ...more });
}

async function toFoundDraft({ db }: ServiceContext, orgId: string, flow: BundledFlow): Promise<Found> {
  const called = listCalledSlugs(flow.definition).filter(isSlug);
  const slugs = await listExistingSlugs(db, { orgId, slugs: called });
  const published = await listPublishedVersionIds(db, { orgId, slugs });
  return { flow, calls: Object.fromEntries(slugs.map((slug) => [slug, published[slug] ?? null])) };
}
