import { findSession } from '@/server/db/session/store';
import { checkPendingValue } from '@/server/engine/check-pending-value';
import type { Json } from '@/server/engine/json';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';

/**
 * Throws invalid_request when the session's current question does not accept `value`, naming each field under
 * `values`. Changes nothing. A session without a question accepts anything.
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

/** An issue of an answer, at its place in the request. */
export function toFieldIssue({ field, message }: { field: string; message: string }): FieldIssue {
  return { path: ['values', field], message };
}
