import { claimLapsedEffects, type KeptEffect } from '@/server/db/effect/store';
import type { HttpRequest } from '@/server/engine/protocol';
import type { Platform } from '../../context';
import { resumeAfterCall } from '../turn/advance-session';
import { LEASE_SLACK_MS } from './call-lease';
import { openCall, type SealedCall } from './seal-call';
import { startCall } from './start-call';

/** Starts up to `limit` calls again whose lease has lapsed; returns how many it found. */
export async function takeOverCalls(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const { db, clock, processId } = platform;
  const claim = { now: new Date(clock.now()), slackMs: LEASE_SLACK_MS, processId, limit };
  const calls = await claimLapsedEffects<SealedCall | HttpRequest>(db, claim);
  for (const call of calls) startAgain(platform, call);
  return calls.length;
}

function startAgain(platform: Platform, { request, ...place }: KeptEffect<SealedCall | HttpRequest>): void {
  try {
    startCall(platform, { ...place, request: openCall(platform, place, request) }, resumeAfterCall);
  } catch (err) {
    const { orgId, sessionId, key: effect } = place;
    platform.log.error({ err, orgId, sessionId, effect }, 'call cannot be opened, will retry');
  }
}
