import { takeOverEffects } from '@/server/db/effect-store';
import type { Platform } from '../context';
import { beginCall } from './advance-session';
import { LEASE_SLACK_MS } from './call-lease';

/** Begins up to `limit` calls again whose process let its lease lapse; returns how many it found. */
export async function takeOverCalls(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const { db, clock, processId } = platform;
  const claim = { now: new Date(clock.now()), slackMs: LEASE_SLACK_MS, processId, limit };
  const calls = await takeOverEffects(db.pool, claim);
  for (const call of calls) beginCall(platform, call);
  return calls.length;
}
