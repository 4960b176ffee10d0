import { lockOrganization } from '@/server/db/lock/rows';
import { insertReplay, replayRequests } from '@/server/db/replay/store';
import type { JsonObject } from '@/server/engine/json';
import { actorName, requireScope, type ServiceContext } from '../context';
import { checkDefinition } from '../flow/draft/check-definition';
import { requireNoErrors } from '../flow/draft/require-no-errors';
import { getFlowRow, requireDraft } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireWithinLimit } from '../require-within-limit';
import { newReplaySchema } from './new-replay';
import { type ReplayView, toReplayView } from './view';

/** The most replays of an organization that are not finished. */
const MOST_UNFINISHED = 20;

export type StartReplay = {
  flowId: string;
  /** See `newReplaySchema`, which checks both. */
  search?: unknown;
  standIns?: unknown;
  /** The definition to replay on; the flow's draft by default. */
  definition?: unknown;
};

/**
 * Queues a replay of the newest sessions of a flow on its draft; a worker runs it. Throws not_found, invalid_request,
 * flow_invalid with every error, and limit_exceeded.
 */
export async function startReplay(ctx: ServiceContext, input: StartReplay): Promise<ReplayView> {
  requireOrgWideScope(ctx, 'flows:write');
  const orgId = requireScope(ctx, 'sessions:read');
  const { search, standIns } = requireValid(newReplaySchema, {
    search: input.search,
    standIns: input.standIns,
  });
  const flow = await getFlowRow(ctx, orgId, input.flowId);
  const isOwn = input.definition === undefined;
  const definition = isOwn ? flow.draft : requireDraft(input.definition);
  const { problems, links } = await checkDefinition(ctx, orgId, { input: definition, ownSlug: flow.slug });
  requireNoErrors(problems);
  const at = new Date(ctx.clock.now());
  const id = ctx.ids.uuid(at.getTime());
  const replay = {
    ...{ orgId, id, flowId: flow.id, definition, links, draftRev: isOwn ? flow.draftRev : null },
    search: search as JsonObject,
    standIns: standIns as JsonObject,
    createdBy: actorName(ctx.actor),
    at,
  };
  const row = await ctx.db.transaction(async (tx) => {
    await lockOrganization(tx, { orgId });
    const unfinished = await replayRequests.countUnfinished(tx, orgId);
    requireWithinLimit('unfinished replays', MOST_UNFINISHED, unfinished + 1);
    return insertReplay(tx, replay);
  });
  return toReplayView(row);
}
