/*
 * Drains one delivery queue.
 *
 * delivery/in-order: the next delivery is sent only when the one before is delivered or dead.
 * delivery/at-least-once: the lease is renewed before each attempt for longer than the attempt may last. A process
 *   that lost it stops and stores nothing: the delivery stays pending, and the new holder sends it again under the
 *   same id.
 * delivery/no-endpoint-is-dead: pending deliveries of a channel without an active webhook become dead, with the
 *   reason.
 */
import {
  type AttemptRecord,
  findNextDelivery,
  insertAttempt,
  type NextDelivery,
  updateDeliveriesAsDead,
} from '@/server/db/delivery/attempts';
import { type HeldQueue, parkDeliveryQueue, releaseDeliveryQueue } from '@/server/db/delivery/queues';
import type { Platform } from '../../context';
import { attemptDelivery } from './attempt-delivery';
import { type AttemptVerdict, classifyAttempt } from './classify-attempt';
import { disableGoneWebhook } from './disable-gone-webhook';

/** Longer than any schedule's timeout plus the time to store the attempt. */
export const QUEUE_LEASE_MS = 20_000;
/** After this many deliveries a queue gives way to others. */
const SENT_IN_A_ROW = 50;

export type DrainOptions = {
  random: () => number;
  /** No further attempt begins. */
  stopping: AbortSignal;
  /** Attempts under way are aborted; their outcome is unknown. */
  abort: AbortSignal;
};

/**
 * Sends the pending deliveries of a queue until it is empty, an attempt fails, or its turn is over; then releases it.
 */
export async function drainQueue(platform: Platform, queue: HeldQueue, work: DrainOptions): Promise<void> {
  const held = { orgId: queue.orgId, id: queue.id, processId: platform.processId };
  for (let sent = 0; sent < SENT_IN_A_ROW && !work.stopping.aborted; sent += 1) {
    const leaseUntil = new Date(platform.clock.now() + QUEUE_LEASE_MS);
    const next = await findNextDelivery(platform.db, { ...held, leaseUntil });
    if (next === 'lost') return;
    const state = next ? await settleNext(platform, queue, next, work) : 'empty';
    if (state === 'left') return;
    if (state === 'empty' && (await parkDeliveryQueue(platform.db, held))) return;
  }
  await releaseDeliveryQueue(platform.db, { ...held, dueAt: new Date(platform.clock.now()) });
}

/** The state of a queue after a step; `left`: this process no longer holds it. */
type QueueState = 'more' | 'empty' | 'left';

/** Attempts one delivery and stores the outcome. */
async function settleNext(
  platform: Platform,
  queue: HeldQueue,
  next: NextDelivery,
  work: DrainOptions,
): Promise<QueueState> {
  const { webhookUrl: url } = next;
  if (url === null || next.webhookDisabledAt) return markDead(platform, queue, url === null);
  const place = { orgId: queue.orgId, channelId: queue.channelId };
  const attempt = await attemptDelivery(platform, { delivery: next, place, url, signal: work.abort });
  // Aborted by a stop, which releases the queue.
  if (!attempt) return 'more';
  const now = platform.clock.now();
  const verdict = classifyAttempt(next, attempt, { now, random: work.random() });
  const recorded = await record(platform, queue, { deliveryId: next.id, attempt, verdict, now });
  if (!recorded) return 'left';
  platform.meters.attempt(verdict.type, attempt.durationMs);
  count(platform, queue, verdict);
  if (verdict.type === 'dead' && verdict.gone) await disableGoneWebhook(platform, queue, url);
  if (verdict.type === 'again') return 'left';
  return recorded.hasMore ? 'more' : 'empty';
}

async function markDead(
  { db, clock, processId }: Platform,
  { orgId, id }: HeldQueue,
  unset: boolean,
): Promise<'empty'> {
  const reason = unset ? 'The channel no longer has a webhook.' : 'The endpoint answered 410 Gone.';
  await updateDeliveriesAsDead(db, { orgId, id, processId, reason, at: new Date(clock.now()) });
  return 'empty';
}

type Judged = { deliveryId: string; attempt: AttemptRecord; verdict: AttemptVerdict; now: number };

const STATUS = { delivered: 'delivered', again: 'pending', dead: 'dead' } as const;

function record(
  { db, processId }: Platform,
  { orgId, id }: HeldQueue,
  { deliveryId, attempt, verdict, now }: Judged,
): Promise<{ hasMore: boolean } | null> {
  return insertAttempt(
    db,
    { orgId, id, processId },
    {
      deliveryId,
      attempt,
      status: STATUS[verdict.type],
      lastError: verdict.type === 'delivered' ? null : verdict.reason,
      at: new Date(now),
      dueAt: verdict.type === 'again' ? new Date(now + verdict.delayMs) : null,
    },
  );
}

function count({ metrics }: Platform, { orgId }: HeldQueue, { type }: AttemptVerdict): void {
  if (type !== 'again') metrics.count(orgId, type === 'delivered' ? 'delivered' : 'undelivered');
}
