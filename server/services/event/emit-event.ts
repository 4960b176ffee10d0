import { insertDomainEvent } from '@/server/db/domain-event/store';
import { findIdempotencyRecord } from '@/server/db/idempotency-record/store';
import { eventName } from '@/server/engine/definition/text';
import type { Json } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import { requireScope, type ServiceContext } from '../context';

export type EmitEvent = { name: string; payload: Json };

/** An accepted event; it reaches its flows and sessions soon, and once. */
export type EmittedEvent = { id: string };

/**
 * Emits an event to every session of the organization that waits for it and every flow that it triggers; once per
 * idempotency key. Throws invalid_request.
 */
export async function emitEvent(ctx: ServiceContext, { name, payload }: EmitEvent): Promise<EmittedEvent> {
  const orgId = requireScope(ctx, 'sessions:write');
  requireName(name);
  requireStorable(payload, ['payload']);
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  const idempotencyKey = ctx.idempotencyKey ?? null;
  const event = { orgId, id, name, payload, idempotencyKey, at: new Date(now) };
  return (await insertDomainEvent(ctx.db, event)) ? { id } : findEmitted(ctx);
}

function requireName(name: string): void {
  const issue = eventName.safeParse(name).error?.issues[0];
  if (issue) throw domainError('invalid_request', { issues: [{ path: ['name'], message: issue.message }] });
}

async function findEmitted({ db, actor, idempotencyKey = '' }: ServiceContext): Promise<EmittedEvent> {
  const record = await findIdempotencyRecord(db, { orgId: actor.orgId, key: idempotencyKey });
  if (!record?.input_id) throw domainError('idempotency_running', { retryAfterMs: 1_000 });
  return { id: record.input_id };
}
