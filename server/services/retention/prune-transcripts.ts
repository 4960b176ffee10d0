import { pruneSessionLeftovers, pruneSessions } from '@/server/db/session/prune';
import type { Platform } from '../context';

/**
 * Deletes finished sessions older than their organization's retention, with everything that refers to them; returns
 * how many sessions it deleted. The audit log and the counts contain nobody's words and stay.
 */
export async function pruneTranscripts(
  { db, clock }: Platform,
  { limit }: { limit: number },
): Promise<number> {
  const now = new Date(clock.now());
  const purged = await pruneSessions(db, { now, limit });
  if (purged < limit) await pruneSessionLeftovers(db, { now });
  return purged;
}
