/*
 * Fans an emitted event out to sessions and flows.
 *
 * event/to-every-waiter: every session of the organization that waits for the event at this time receives it once,
 *   except its source.
 * event/starts-each-flow-once: every flow whose published trigger matches starts once, even when the process dies.
 * event/kept-until-done: an event is deleted only after both; until then, another worker continues when the lease
 *   expires.
 * event/bounded-depth: an event with MAX_EVENT_DEPTH events in its chain of causes reaches nobody.
 */
import {
  claimDomainEvents,
  type DomainEventRow,
  deleteDomainEvent,
  spreadDomainEvent,
} from '@/server/db/domain-event/store';
import type { Platform } from '../context';
import { startTriggeredFlows } from './start-triggered-flows';

/** The longest chain of events that cause each other. */
export const MAX_EVENT_DEPTH = 8;

/** The time to fan out claimed events before another worker continues. */
const LEASE_MS = 30_000;

/** Fans out up to `limit` events; returns how many it claimed. */
export async function fanOutEvents(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const now = platform.clock.now();
  const claim = { now: new Date(now), leaseUntil: new Date(now + LEASE_MS), limit };
  const events = await claimDomainEvents(platform.db, claim);
  await Promise.all(events.map((event) => spreadEvent(platform, event)));
  return events.length;
}

async function spreadEvent(platform: Platform, event: DomainEventRow): Promise<void> {
  const { orgId, id, name, sourceId } = event;
  try {
    if (event.eventDepth < MAX_EVENT_DEPTH) await deliverToAll(platform, event);
    else platform.log.warn({ orgId, event: name, sourceId }, 'event loop stopped, event dropped');
    await deleteDomainEvent(platform.db, { orgId, id });
  } catch (err) {
    platform.log.error({ err, orgId, event: name, eventId: id }, 'event fan-out failed, will retry');
  }
}

async function deliverToAll(platform: Platform, event: DomainEventRow): Promise<void> {
  const { orgId, id, eventDepth, environment } = event;
  const now = new Date(platform.clock.now());
  const spread = { orgId, id, now, eventDepth: eventDepth + 1, environment };
  await platform.db.transaction((tx) => spreadDomainEvent(tx, spread));
  await startTriggeredFlows(platform, event);
}
