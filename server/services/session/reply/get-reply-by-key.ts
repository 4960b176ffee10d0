import { findIdempotencyRecord } from '@/server/db/idempotency-record/store';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';
import { getReply } from '../get-reply';
import type { SessionReply } from '../view';

/** Returns the reply of the other request that has applied the same idempotency key. Throws idempotency_running. */
export async function getReplyByKey(ctx: ServiceContext, waitMs: number): Promise<SessionReply> {
  const key = ctx.idempotencyKey ?? '';
  const record = await findIdempotencyRecord(ctx.db, { orgId: ctx.actor.orgId, key });
  if (!record?.sessionId || !record.inputId)
    throw domainError('idempotency_running', { retryAfterMs: 1_000 });
  return getReply(ctx, { sessionId: record.sessionId, inputId: record.inputId, waitMs });
}

/** Tells whether a request with the context's idempotency key has taken effect. */
export async function isKeyApplied({ db, actor, idempotencyKey }: ServiceContext): Promise<boolean> {
  if (!idempotencyKey) return false;
  const record = await findIdempotencyRecord(db, { orgId: actor.orgId, key: idempotencyKey });
  return record?.status === 'applied';
}
