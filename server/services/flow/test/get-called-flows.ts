import { listPublishedVersionIds } from '@/server/db/flow-version/published';
import type { Recording } from '@/server/engine/replay/recording';
import { requireScope, type ServiceContext } from '../../context';
import { readPinnedFlows } from '../../replay/replay-flows';
import { requireWithinLimit } from '../../require-within-limit';
import { getFlowRow } from '../internal';
import { isSlug } from '../slug';

/** The most flows that one call reads, besides those that they call. */
const MOST_CALLED = 200;

/** The published versions of called flows, as a recording has them; `links` has the key of each by slug. */
export type CalledFlows = Pick<Recording, 'flows'> & { links: Record<string, string> };

/**
 * Returns the published versions of flows that a flow calls by slug, with those that they call. A flow that is not published is
 * left out, and so is the flow itself. Throws not_found and limit_exceeded.
 */
export async function getCalledFlows(
  ctx: ServiceContext,
  { flowId, slugs }: { flowId: string; slugs: string[] },
): Promise<CalledFlows> {
  const orgId = requireScope(ctx, 'flows:read');
  const own = await getFlowRow(ctx, orgId, flowId);
  requireWithinLimit('called flows', MOST_CALLED, slugs.length);
  const called = slugs.filter((slug) => slug !== own.slug && isSlug(slug));
  const links = called.length === 0 ? {} : await listPublishedVersionIds(ctx.db, { orgId, slugs: called });
  const pinned = await readPinnedFlows(ctx, orgId, { slug: own.slug, definition: null, links });
  const flows = Object.fromEntries(Object.entries(pinned.flows).filter(([key]) => key !== pinned.flow));
  return { flows, links };
}
