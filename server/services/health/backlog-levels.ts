import type { Probe } from '@/server/db/connection/probe';
import type { Clock } from '@/server/gateways/clock';
import type { Levels } from '@/server/gateways/telemetry/meters';
import { memoizeFor } from '@/server/shared/memoize-for';

const KEEP_MS = 1_000;

/** Reads the backlog from the database, at most once a second. */
export function createBacklogLevels({ probe, clock }: { probe: Probe; clock: Clock }): Levels['backlog'] {
  const ageOf = (since: Date | null, now: number): number => (since ? Math.max(0, now - since.getTime()) : 0);
  const read = async () => {
    const now = clock.now();
    const work = await probe.findOldestWork(new Date(now));
    const { pending, oldestDueAt } = await probe.findDeliveryBacklog(new Date(now));
    return {
      workerLagMs: ageOf(work, now),
      deliveriesPending: pending,
      oldestDueMs: ageOf(oldestDueAt, now),
    };
  };
  // The log and the readiness check report an unavailable database.
  return memoizeFor(() => read().catch(() => null), KEEP_MS);
}
