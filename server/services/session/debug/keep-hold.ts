import { extendHold } from '@/server/db/timer/holds';
import { domainError } from '@/server/shared/errors';
import { MAX_HELD_MS } from '../../breakpoint/limits';
import type { ServiceContext } from '../../context';
import { requireOrgWideScope } from '../../require-org-wide-scope';
import { requireSession } from '../require-session';
import { requireHold } from './advance-held';

/**
 * Holds a session longer while a person has it open: again for the time of its breakpoint, and for MAX_HELD_MS in all. Returns
 * when it is let go. Throws not_found and session_not_held.
 */
export async function keepHold(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<{ until: Date }> {
  const orgId = requireOrgWideScope(ctx, 'sessions:debug');
  const row = await requireSession(ctx, { orgId, sessionId });
  const { stop, at } = requireHold(row);
  const now = ctx.clock.now();
  const until = new Date(Math.min(now + ctx.breakpoints.getHoldMs(stop.breakpoint), at + MAX_HELD_MS));
  const isKept = await extendHold(ctx.db, { orgId, sessionId, until, now: new Date(now) });
  if (!isKept) throw domainError('session_not_held', { status: row.status });
  return { until };
}
