import { findSession } from '@/server/db/session/store';
import { checkPendingValue } from '@/server/engine/answers/check-pending';
import type { Json } from '@/server/engine/json';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';

/**
 * Throws invalid_request when the question that a session waits on would not take a value for its answer, naming each
 * field under `values`. Nothing is said or kept. A session that asks nothing takes anything.
 */
export async function requireValidAnswer(
  ctx: ServiceContext,
  { sessionId, value }: { sessionId: string; value: Json },
): Promise<void> {
  const { orgId } = ctx.actor;
  const row = await findSession(ctx.db, { orgId, sessionId });
  if (!row) return;
  const program = await ctx.programs.get(orgId, row.versionId);
  const wrong = checkPendingValue(program, row.state, value, ctx.clock.now());
  if (wrong.length > 0) throw domainError('invalid_request', { issues: wrong.map(toFieldIssue) });
}

/** An issue of an answer at its place in a request. */
export function toFieldIssue({ field, message }: { field: string; message: string }): FieldIssue {
  return { path: ['values', field], message };
}
