import { pruneSessionLeftovers, pruneSessions } from '@/server/db/session/prune';
import type { Platform } from '../context';

/**
 * Deletes, for good, finished sessions older than their organization's retention, and what hangs on them; returns how
 * many sessions it found. The audit log and counts name no one's words and stay.
 */
export async function pruneTranscripts(
  { db, clock }: Platform,
  { limit }: { limit: number },
): Promise<number> {
  const now = new Date(clock.now());
  const purged = await pruneSessions(db, now, limit);
  if (purged < limit) await pruneSessionLeftovers(db, now);
  return purged;
}
