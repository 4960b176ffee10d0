/*
 * One lane's work: send what it has pending, one after the other.
 *
 * D10 The next delivery is sent only when the one before it is delivered or dead, so a lane's order holds.
 * D11 The lease is renewed before each attempt for longer than the attempt may last. Whoever finds it lost stops, and
 *     writes nothing: the delivery is still pending, and the new holder sends it again under the same id.
 * D12 What a channel without a usable endpoint has pending becomes dead when it comes up, with the reason.
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

/** Longer than any schedule's timeout, and time to write down what came of the attempt. */
export const QUEUE_LEASE_MS = 20_000;
/** A lane with more than this gives its place to others in between. */
const SENT_IN_A_ROW = 50;

export type DrainOptions = {
  random: () => number;
  /** No further delivery is begun. */
  stopping: AbortSignal;
  /** What is under way is given up; its outcome is not known. */
  abort: AbortSignal;
};

/** Sends what a lane has pending, until it is empty, fails, or has had its turn; the lane is given back then. */
export async function drainQueue(platform: Platform, lane: HeldQueue, work: DrainOptions): Promise<void> {
  const held = { orgId: lane.orgId, id: lane.id, processId: platform.processId };
  for (let sent = 0; sent < SENT_IN_A_ROW && !work.stopping.aborted; sent += 1) {
    const leaseUntil = new Date(platform.clock.now() + QUEUE_LEASE_MS);
    const next = await findNextDelivery(platform.db, { ...held, leaseUntil });
    if (next === 'lost') return;
    const state = next ? await settleNext(platform, lane, next, work) : 'empty';
    if (state === 'left') return;
    if (state === 'empty' && (await parkDeliveryQueue(platform.db, held))) return;
  }
  await releaseDeliveryQueue(platform.db, { ...held, dueAt: new Date(platform.clock.now()) });
}

/** What is known of a lane after a step; `left`: it is no longer this process's. */
type LaneState = 'more' | 'empty' | 'left';

/** Takes one delivery as far as it gets now. */
async function settleNext(
  platform: Platform,
  lane: HeldQueue,
  next: NextDelivery,
  work: DrainOptions,
): Promise<LaneState> {
  const { webhookUrl: url } = next;
  if (url === null || next.webhookDisabledAt) return bury(platform, lane, url === null);
  const place = { orgId: lane.orgId, channelId: lane.channelId };
  const attempt = await attemptDelivery(platform, { delivery: next, place, url, signal: work.abort });
  // Whoever gave it up releases the lane.
  if (!attempt) return 'more';
  const now = platform.clock.now();
  const verdict = classifyAttempt(next, attempt, { now, random: work.random() });
  const recorded = await record(platform, lane, { deliveryId: next.id, attempt, verdict, now });
  if (!recorded) return 'left';
  platform.meters.attempt(verdict.type, attempt.durationMs);
  count(platform, lane, verdict);
  if (verdict.type === 'dead' && verdict.gone) await disableGoneWebhook(platform, lane, url);
  if (verdict.type === 'again') return 'left';
  return recorded.hasMore ? 'more' : 'empty';
}

async function bury(
  { db, clock, processId }: Platform,
  { orgId, id }: HeldQueue,
  unset: boolean,
): Promise<'empty'> {
  const reason = unset
    ? 'The channel has no webhook any more.'
    : 'The endpoint said that it is gone for good.';
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
