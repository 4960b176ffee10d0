import { expireSessions } from '@/server/db/session/expire';
import type { Platform } from '../context';

/** Marks up to `limit` sessions past their `expiresAt` as expired; returns how many it found. */
export async function expireOverdueSessions(
  { db, clock, sessions }: Platform,
  { limit }: { limit: number },
): Promise<number> {
  const expired = await expireSessions(db, { now: new Date(clock.now()), limit });
  for (const { id, turnNo } of expired) sessions.notify(id, turnNo);
  return expired.length;
}
