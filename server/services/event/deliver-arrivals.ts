/*
 * Delivers an event to one session that waits for it.
 *
 * arrival/in-order: a session receives its events one after the other, in the order of their emission.
 * arrival/ends-with-its-turn: the turn that an event causes and the end of its arrival are one commit; an event that
 *   the flow ignores ends, too.
 * arrival/lease: another worker delivers an arrival when the lease of a dead worker expires.
 */
import { type ArrivalRow, claimEventArrivals } from '@/server/db/domain-event/arrivals';
import type { Platform } from '../context';
import { advanceSession } from '../session/turn/advance-session';

/** The time to deliver claimed arrivals before another worker tries. */
const LEASE_MS = 30_000;

/** Delivers up to `limit` events, one per session; returns how many it claimed. */
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

// The event's id becomes the input id, so that the flow's answers can be found.
function advance(platform: Platform, { orgId, sessionId, eventId, name, payload, eventDepth }: ArrivalRow) {
  const at = platform.clock.now();
  const event = { type: 'event.received' as const, at, inputId: eventId, name, payload };
  return advanceSession(platform, {
    orgId,
    sessionId,
    steps: [{ event, eventDepth }],
    cause: { type: 'arrival', eventId },
  });
}
