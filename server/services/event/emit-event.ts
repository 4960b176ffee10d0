import { z } from 'zod';
import { insertDomainEvent, insertKeyedDomainEvent } from '@/server/db/domain-event/store';
import { findIdempotencyRecord } from '@/server/db/idempotency-record/store';
import { eventName } from '@/server/engine/definition/text';
import type { Json } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import { requireScope, type ServiceContext } from '../context';
import { ownEnvironment } from '../environment/require-start-place';
import { requireValid } from '../require-valid';

/** `payload` is checked apart, because a schema would copy it. */
const emission = z.object({ name: eventName });

export type EmitEvent = z.input<typeof emission> & { payload: Json };

/** An accepted event; it reaches its flows and sessions soon, and once. */
export type EmittedEvent = { id: string };

/**
 * Emits an event to every session of the caller's environment that waits for it and every flow that it triggers; once per
 * idempotency key. Throws invalid_request.
 */
export async function emitEvent(ctx: ServiceContext, { name, payload }: EmitEvent): Promise<EmittedEvent> {
  const orgId = requireScope(ctx, 'sessions:write');
  requireValid(emission, { name });
  requireStorable(payload, ['payload']);
  const now = ctx.clock.now();
  const id = ctx.ids.uuid(now);
  const event = { orgId, id, name, payload, environment: ownEnvironment(ctx), at: new Date(now) };
  const { idempotencyKey } = ctx;
  if (!idempotencyKey) {
    await insertDomainEvent(ctx.db, event);
    return { id };
  }
  const isStored = await ctx.db.transaction((tx) => insertKeyedDomainEvent(tx, { ...event, idempotencyKey }));
  return isStored ? { id } : findEmitted(ctx);
}

async function findEmitted({ db, actor, idempotencyKey = '' }: ServiceContext): Promise<EmittedEvent> {
  const record = await findIdempotencyRecord(db, { orgId: actor.orgId, key: idempotencyKey });
  if (!record?.inputId) throw domainError('idempotency_running', { retryAfterMs: 1_000 });
  return { id: record.inputId };
}
