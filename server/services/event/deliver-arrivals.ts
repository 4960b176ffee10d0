/*
 * How an event reaches one session that waits for it.
 *
 * D1 A session gets the events on their way to it one after the other, in the order they were emitted in.
 * D2 What an event leads to and the end of its arrival are one commit; one the flow has no use for just ends.
 * D3 An arrival whose worker died is delivered by another once its lease has lapsed.
 */
import { type ArrivalRow, claimEventArrivals } from '@/server/db/domain-event/arrivals';
import type { Platform } from '../context';
import { advanceSession } from '../session/turn/advance-session';

/** How long a worker has to deliver what it claimed before another tries. */
const LEASE_MS = 30_000;

/** Delivers up to `limit` events, one to a session, and returns how many it found. */
export async function deliverArrivals(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const now = platform.clock.now();
  const claim = { now: new Date(now), leaseUntil: new Date(now + LEASE_MS), limit };
  const arrivals = await claimEventArrivals(platform.db, claim);
  await Promise.all(arrivals.map((arrival) => deliver(platform, arrival)));
  return arrivals.length;
}

async function deliver(platform: Platform, arrival: ArrivalRow): Promise<void> {
  const { orgId, sessionId, eventId } = arrival;
  try {
    await advance(platform, arrival);
  } catch (err) {
    platform.log.error({ err, orgId, sessionId, eventId }, 'event not delivered, will retry');
  }
}

// The id of the event is the input's: what the flow says to it can be found.
function advance(platform: Platform, { orgId, sessionId, eventId, name, payload, hops }: ArrivalRow) {
  const at = platform.clock.now();
  const event = { type: 'event.received' as const, at, inputId: eventId, name, payload };
  return advanceSession(platform, {
    orgId,
    sessionId,
    steps: [{ event, eventDepth: hops }],
    cause: { type: 'arrival', eventId },
  });
}
