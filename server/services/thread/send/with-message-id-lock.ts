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
 * Runs something while nobody else, in any process, does so with one of the same ids of messages in the thread. What a
 * process held that died is free again after seconds. Throws overloaded when another holds one for too long.
 */
export async function withMessageIdLock<T>(
  ctx: ServiceContext,
  { channelId, externalId, messageIds }: ThreadRef & { messageIds: readonly string[] },
  run: () => Promise<T>,
): Promise<T> {
  const held: { key: string; claimId: string }[] = [];
  try {
    // In one order for all, so that two requests never hold what the other waits for.
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

// No caller's own key has a space in it, so it cannot be taken for one.
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
