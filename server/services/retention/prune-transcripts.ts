import { listRetentions, pruneSessionLeftovers, pruneSessions } from '@/server/db/session/prune';
import type { Platform } from '../context';

/**
 * Deletes finished sessions older than their organization's retention, with everything that refers to them; returns
 * how many sessions it deleted. The audit log and the counts contain nobody's words and stay.
 */
export async function pruneTranscripts(
  { db, clock }: Platform,
  { limit }: { limit: number },
): Promise<number> {
  let purged = 0;
  for (const retention of await listRetentions(db, { now: new Date(clock.now()) })) {
    const most = limit - purged;
    const sessions = await pruneSessions(db, { ...retention, limit: most });
    purged += sessions;
    // The next batch continues with this organization.
    if (sessions === most) return purged;
    await pruneSessionLeftovers(db, retention);
  }
  return purged;
}
