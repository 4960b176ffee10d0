import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';
import { claimRequest } from '../../idempotency/claim-request';
import { enqueueDelete } from '../../idempotency/release-request';
import type { ThreadRef } from '../find-thread';

const ATTEMPTS = 40;
const LONGEST_PAUSE_MS = 100;

/**
 * Runs `run` while no other process does so with one of the same message ids in the thread. The locks of a dead
 * process expire after seconds. Throws overloaded when a lock is not free in time.
 */
export async function withMessageIdLock<T>(
  ctx: ServiceContext,
  { channelId, externalId, messageIds }: ThreadRef & { messageIds: readonly string[] },
  run: () => Promise<T>,
): Promise<T> {
  const held: { key: string; claimId: string }[] = [];
  try {
    // In a fixed order, so that two requests never deadlock.
    for (const messageId of [...new Set(messageIds)].sort()) {
      const hold = toHold([channelId, externalId, messageId]);
      held.push({ key: hold.key, claimId: await take(ctx, hold) });
    }
    return await run();
  } finally {
    await Promise.all(held.map((hold) => enqueueDelete(ctx, hold)));
  }
}

type Hold = { key: string; hash: Buffer };

// No caller's own key contains a space, so the two cannot collide.
function toHold(parts: readonly string[]): Hold {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  return { key: `message ${hash.toString('hex')}`, hash };
}

async function take(ctx: ServiceContext, hold: Hold): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const claim = await claimRequest(ctx, hold);
    if (claim.kind === 'claimed') return claim.claimId;
    await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}
