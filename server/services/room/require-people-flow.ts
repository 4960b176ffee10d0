import { findFlow, findFlowIdBySlug } from '@/server/db/flow/store';
import { domainError, isDomainError } from '@/server/shared/errors';
import { canonicalJson, type JsonObject } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { importFlow } from '../flow/import-flow';
import { publishFlow } from '../flow/version/publish-flow';

const SLUG = 'people';
const NAME = 'People answer';

/** Waits for a person, and ends when they are done. */
const DEFINITION: JsonObject = {
  format: 1,
  variables: [],
  start: 'people',
  nodes: [{ id: 'people', kind: 'transfer', label: NAME, position: { x: 0, y: 0 } }],
};

/**
 * Returns the organization's flow for conversations held by people: its published flow with the slug `people`,
 * created on first use, once under concurrent calls. Throws flow_not_published when an author's draft has that slug.
 */
export async function requirePeopleFlow(ctx: ServiceContext): Promise<string> {
  const { orgId } = ctx.actor;
  const own: ServiceContext = { ...ctx, actor: { type: 'system', orgId } };
  const known = await findFlowIdBySlug(ctx.db, { orgId, slug: SLUG });
  const flowId = known ?? (await makeFlow(own, orgId));
  const flow = await findFlow(ctx.db, { orgId, flowId });
  if (!flow) throw domainError('not_found', { thing: 'flow', id: flowId });
  if (flow.versionId !== null) return flowId;
  // A concurrent creator may not have published it yet; publishing it again is harmless.
  if (canonicalJson(flow.draft) !== canonicalJson(DEFINITION))
    throw domainError('flow_not_published', { flowId });
  await publishFlow(own, { flowId });
  return flowId;
}

async function makeFlow(ctx: ServiceContext, orgId: string): Promise<string> {
  try {
    const file = { format: 'parley.flow', slug: SLUG, name: NAME, definition: DEFINITION };
    return (await importFlow(ctx, { file })).id;
  } catch (error) {
    const isTaken = isDomainError(error) && error.code === 'slug_taken';
    const flowId = isTaken ? await findFlowIdBySlug(ctx.db, { orgId, slug: SLUG }) : null;
    if (flowId === null) throw error;
    return flowId;
  }
}
