/*
 * How an emitted event reaches everyone.
 *
 * V1 Every session of the organization that waits for the event when it is spread gets it once; its source does not.
 * V2 Every flow whose published trigger has its name is started once, also if the process dies in between.
 * V3 An event is forgotten only after V1 and V2; until then whoever finds its lease lapsed goes on with it.
 * V4 What flows set off in each other ends: an event that MAX_HOPS events led to reaches nobody.
 */
import {
  claimDomainEvents,
  type DomainEventRow,
  deleteDomainEvent,
  spreadDomainEvent,
} from '@/server/db/domain-event/store';
import type { Platform } from '../context';
import { startTriggeredFlows } from './start-triggered-flows';

/** How many events may lead to each other before the last of them is dropped. */
export const MAX_EVENT_DEPTH = 8;

/** How long a worker has to spread what it claimed before another goes on with it. */
const LEASE_MS = 30_000;

/** Spreads up to `limit` events and returns how many it found. */
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
    if (event.hops < MAX_EVENT_DEPTH) await reachEveryone(platform, event);
    else platform.log.warn({ orgId, event: name, sourceId }, 'an event that led to itself was dropped');
    await deleteDomainEvent(platform.db, { orgId, id });
  } catch (err) {
    platform.log.error({ err, orgId, event: name, eventId: id }, 'an event was left for later');
  }
}

async function reachEveryone(platform: Platform, event: DomainEventRow): Promise<void> {
  const { orgId, id, hops } = event;
  const now = new Date(platform.clock.now());
  await spreadDomainEvent(platform.db, { orgId, id, now, hops: hops + 1 });
  await startTriggeredFlows(platform, event);
}
