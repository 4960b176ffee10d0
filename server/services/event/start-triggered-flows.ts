import { createHash } from 'node:crypto';
import type { DomainEventRow } from '@/server/db/domain-event/store';
import { isDomainError } from '@/server/shared/errors';
import type { Platform, ServiceContext } from '../context';
import { startSession } from '../session/start-session';
import { findEventFlows } from '../trigger/find-event-flows';

/** Starts the flows that an event of its name triggers; those that it has started already stay as they are. */
export async function startTriggeredFlows(platform: Platform, event: DomainEventRow): Promise<void> {
  const flows = await findEventFlows(platform, event.orgId, event.name);
  const started = await Promise.allSettled(flows.map(({ flowId }) => startFlow(platform, event, flowId)));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function startFlow(platform: Platform, event: DomainEventRow, flowId: string): Promise<void> {
  const { orgId, id, name, payload, hops } = event;
  const ctx: ServiceContext = { ...platform, actor: { type: 'system', orgId } };
  const variables = { trigger: { type: 'event', name, payload } };
  const origin = { id: toTriggeredSessionId(id, flowId), eventDepth: hops + 1 };
  try {
    await startSession(ctx, { flowId, variables, channel: 'event', expiresAfterMs: null, waitMs: 0, origin });
  } catch (error) {
    if (!isStarted(error) && !isGone(error)) throw error;
  }
}

/** The id of the session that an event starts of a flow: always the same, so that a second start finds it taken. */
export function toTriggeredSessionId(eventId: string, flowId: string): string {
  const hash = createHash('sha256').update(`${eventId}:${flowId}`).digest('hex');
  // The event's own time leads, as in every other id; the rest is the hash, marked as version 8.
  return `${eventId.slice(0, 13)}-8${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

// The session is there already.
function isStarted(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'constraint') === 'sessions_pkey';
}

// Archived or taken back since it was looked up: there is nothing to start any more.
function isGone(error: unknown): boolean {
  return isDomainError(error) && (error.code === 'not_found' || error.code === 'flow_not_published');
}
