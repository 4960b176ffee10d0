import { expireSessions } from '@/server/db/session/expire';
import type { Platform } from '../context';

/** Ends up to `limit` sessions whose time is over, also while no process ran; returns how many it found. */
export async function expireOverdueSessions(
  { db, clock, sessions }: Platform,
  { limit }: { limit: number },
): Promise<number> {
  const expired = await expireSessions(db, { now: new Date(clock.now()), limit });
  for (const { id, turnNo } of expired) sessions.notify(id, turnNo);
  return expired.length;
}
