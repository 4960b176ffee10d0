import type { DomainEventRow } from '@/server/db/domain-event/store';
import { deriveUuid } from '@/server/shared/derive-uuid';
import { type ErrorCode, isDomainError } from '@/server/shared/errors';
import type { Platform, ServiceContext } from '../context';
import { startSession } from '../session/start-session';
import { findEventFlows } from '../trigger/find-event-flows';

/** Starts the flows with a trigger for the event; already started ones are left alone. */
export async function startTriggeredFlows(platform: Platform, event: DomainEventRow): Promise<void> {
  const flows = await findEventFlows(platform, event.orgId, event.name);
  const started = await Promise.allSettled(flows.map(({ flowId }) => startFlow(platform, event, flowId)));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function startFlow(platform: Platform, event: DomainEventRow, flowId: string): Promise<void> {
  const { orgId, id, name, payload, eventDepth } = event;
  const environment = event.environment ?? undefined;
  const ctx: ServiceContext = { ...platform, actor: { type: 'system', orgId } };
  const variables = { trigger: { type: 'event', name, payload } };
  const origin = { id: toTriggeredSessionId(id, flowId), eventDepth: eventDepth + 1 };
  try {
    const facts = { channel: 'event', expiresAfterMs: null, waitMs: 0, origin, environment };
    await startSession(ctx, { flowId, variables, ...facts });
  } catch (error) {
    if (!isStarted(error) && !isGone(error)) throw error;
  }
}

/** Derives the id of the session that an event starts, so that a second start conflicts with the first. */
function toTriggeredSessionId(eventId: string, flowId: string): string {
  // The event's time, as every other id begins with one.
  const time = eventId.replace('-', '').slice(0, 12);
  return deriveUuid(`${eventId}:${flowId}`, { time });
}

// The session exists already.
function isStarted(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'constraint') === 'sessions_pkey';
}

const GONE: readonly ErrorCode[] = ['not_found', 'flow_archived', 'flow_not_published'];

// Archived or unpublished since the lookup, so there is nothing to start.
function isGone(error: unknown): boolean {
  return isDomainError(error) && GONE.includes(error.code);
}
