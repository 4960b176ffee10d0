import { insertFlow } from '@/server/db/flow-store';
import { domainError } from '@/server/shared/errors';
import type { JsonObject } from '@/server/shared/json';
import { recordChange } from '../audit/record-change';
import { requireScope, type ServiceContext } from '../context';
import { blankDraft } from './blank-draft';
import { getFlowRow, requireDraft, requireName, toFlowView } from './internal';
import { requireSlug, toNumberedSlug, toSlug } from './slug';
import type { FlowView } from './view';

export type CreateFlowInput = { name: string; slug?: string | undefined; definition?: unknown };

const MAX_ATTEMPTS = 50;

/** Makes a flow with a draft and nothing published. A slug that was asked for may be taken (slug_taken); a derived one gets a number. */
export async function createFlow(
  ctx: ServiceContext,
  { name, slug, definition }: CreateFlowInput,
): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const draft = definition === undefined ? blankDraft() : requireDraft(definition);
  const flow = { orgId, name: requireName(name), draft };
  const flowId =
    slug === undefined ? await insertNumbered(ctx, flow) : await insertAs(ctx, flow, requireSlug(slug));
  if (flowId === null) throw domainError('slug_taken', { slug: slug ?? toSlug(name) });
  const view = toFlowView(await getFlowRow(ctx, orgId, flowId));
  const after = { name: view.name, slug: view.slug };
  await recordChange(ctx, { action: 'flow.created', thingId: flowId, name: view.name, before: null, after });
  return view;
}

type NewFlow = { orgId: string; name: string; draft: JsonObject };

async function insertNumbered(ctx: ServiceContext, flow: NewFlow): Promise<string | null> {
  const wanted = toSlug(flow.name);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const flowId = await insertAs(ctx, flow, toNumberedSlug(wanted, attempt));
    if (flowId !== null) return flowId;
  }
  return null;
}

async function insertAs(
  { db, clock, ids }: ServiceContext,
  flow: NewFlow,
  slug: string,
): Promise<string | null> {
  const now = clock.now();
  const flowId = ids.uuid(now);
  return (await insertFlow(db, { ...flow, slug, flowId, at: new Date(now) })) ? flowId : null;
}
