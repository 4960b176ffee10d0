/*
 * Sends deliveries beside the worker's tasks, which therefore never wait for an endpoint.
 *
 * delivery/endpoints-apart: up to `queues` queues are drained at once, `perChannel` of them per channel, so a slow or
 *   dead endpoint holds up only its own queues.
 * delivery/looks-by-organization: queues are claimed in the organizations that a signal named or a queue here ended in;
 *   which others have some is looked up once in `pollMs`.
 * delivery/drain-on-stop: after a stop no attempt begins; those under way have `drainMs`, then they are aborted and
 *   another process repeats them. All leases are released.
 */
import { claimDeliveryQueues, type HeldQueue, listDueOrganizations } from '@/server/db/delivery/queues';
import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';
import type { Platform } from '../../context';
import { type DrainOptions, drainQueue, QUEUE_LEASE_MS } from './drain-queue';
import { createWakeup, type Wakeup } from './wakeup';

export type SenderOptions = {
  /** The pause between two polls without a signal; default 500 ms. */
  pollMs?: number;
  /** The number of queues drained at once; default 128. */
  queues?: number;
  /** The number of queues of one channel drained at once; default 16. */
  perChannel?: number;
  /** The time for attempts under way after a stop; default 10 s. */
  drainMs?: number;
  /** From 0 to below 1, for the jitter of retries. */
  random?: () => number;
};

export type DeliverySender = {
  /** Resolves when nothing is under way any more; may be called twice. */
  stop(): Promise<void>;
};

/** `again` is set when the queue was claimed again before its draining ended. */
type BusyQueue = { channelId: string; again: boolean; done: Promise<void> };

type Sending = {
  wakeup: Wakeup;
  busy: Map<string, BusyQueue>;
  /** Queues that failed, and until when they are skipped. */
  skippedUntil: Map<string, number>;
  /** Organizations that may have queues to claim; the one claimed last is behind the others. */
  due: Set<string>;
  /** When to look for others, by `performance.now()`. */
  nextLookAt: number;
  work: DrainOptions;
  pollMs: number;
  queues: number;
  perChannel: number;
};

/** Starts sending due deliveries in this process. */
export function startDeliverySender(platform: Platform, options: SenderOptions = {}): DeliverySender {
  const { pollMs = 500, queues = 128, perChannel = 16, drainMs = 10_000, random = Math.random } = options;
  const stopping = new AbortController();
  const abort = new AbortController();
  const wakeup = createWakeup();
  const work = { random, stopping: stopping.signal, abort: abort.signal };
  const sending: Sending = {
    wakeup,
    busy: new Map(),
    skippedUntil: new Map(),
    due: new Set(),
    nextLookAt: 0,
    work,
    pollMs,
    queues,
    perChannel,
  };
  const unsubscribe = platform.deliveries.onWake((orgIds) => {
    for (const orgId of orgIds ?? []) sending.due.add(orgId);
    if (orgIds === null) sending.nextLookAt = 0;
    wakeup.signal();
  });
  const running = runLoop(platform, sending);

  const end = async (): Promise<void> => {
    unsubscribe();
    stopping.abort();
    await running;
    const timer = setTimeout(() => abort.abort(), drainMs);
    await Promise.all([...sending.busy.values()].map(({ done }) => done));
    clearTimeout(timer);
  };
  let ended: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    ended ??= end();
    return ended;
  };
  return { stop };
}

async function runLoop(platform: Platform, sending: Sending): Promise<void> {
  const { wakeup, pollMs, work } = sending;
  while (!work.stopping.aborted) {
    const begun = await drainDueQueues(platform, sending).catch((err: unknown) => {
      platform.log.error({ err }, 'delivery queues not claimed, will retry');
      return 0;
    });
    if (begun === 0) await wakeup.wait(pollMs, work.stopping);
  }
}

/** Claims due queues and starts draining them; returns how many it claimed. */
async function drainDueQueues(platform: Platform, sending: Sending): Promise<number> {
  const { busy, skippedUntil, queues, due } = sending;
  if (busy.size >= queues) return 0;
  const now = platform.clock.now();
  for (const [id, until] of skippedUntil) if (until <= now) skippedUntil.delete(id);
  if (performance.now() >= sending.nextLookAt) await lookForOthers(platform, sending, now);
  let claimed = 0;
  for (const orgId of [...due])
    if (busy.size < queues) claimed += await drainOf(platform, sending, { orgId, now });
  return claimed;
}

async function lookForOthers(platform: Platform, sending: Sending, now: number): Promise<void> {
  sending.nextLookAt = performance.now() + sending.pollMs;
  for (const orgId of await listDueOrganizations(platform.db, toDue(platform, sending, now)))
    sending.due.add(orgId);
}

/** Claims queues of one organization, at most the share of a channel, so that organizations take turns. */
async function drainOf(
  platform: Platform,
  sending: Sending,
  { orgId, now }: { orgId: string; now: number },
): Promise<number> {
  const { busy, queues, perChannel, due } = sending;
  const counts = countByChannel(busy.values());
  due.delete(orgId);
  const claimed = await claimDeliveryQueues(platform.db, {
    ...toDue(platform, sending, now),
    orgId,
    leaseUntil: new Date(now + QUEUE_LEASE_MS),
    limit: Math.min(queues - busy.size, perChannel),
    perChannel,
    channelIds: [...counts.keys()],
    counts: [...counts.values()],
  });
  if (claimed.length > 0) due.add(orgId);
  for (const queue of claimed) startQueue(platform, sending, queue);
  return claimed.length;
}

function toDue({ processId }: Platform, { busy, skippedUntil }: Sending, now: number) {
  return { now: new Date(now), processId, busyIds: [...busy.keys(), ...skippedUntil.keys()] };
}

function countByChannel(queues: Iterable<BusyQueue>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { channelId } of queues) counts.set(channelId, (counts.get(channelId) ?? 0) + 1);
  return counts;
}

function startQueue(platform: Platform, sending: Sending, queue: HeldQueue): void {
  const { id, channelId } = queue;
  const known = sending.busy.get(id);
  // Claimed again, or its lease expired, while this process was still draining it: drained twice, one after the
  // other.
  if (known) {
    known.again = true;
    return;
  }
  const mine: BusyQueue = { channelId, again: false, done: Promise.resolve() };
  sending.busy.set(id, mine);
  mine.done = runQueue(platform, sending, queue, mine);
}

async function runQueue(
  platform: Platform,
  sending: Sending,
  queue: HeldQueue,
  mine: BusyQueue,
): Promise<void> {
  try {
    do {
      mine.again = false;
      await drainQueue(platform, queue, sending.work);
    } while (mine.again);
    sending.busy.delete(queue.id);
    sending.due.add(queue.orgId);
    sending.wakeup.signal();
  } catch (err) {
    // When the database was unavailable, the next poll claims it again; otherwise its lease must expire first.
    platform.log.error({ err, orgId: queue.orgId, queueId: queue.id }, 'delivery queue failed, will retry');
    if (!isDatabaseUnavailable(err))
      sending.skippedUntil.set(queue.id, platform.clock.now() + QUEUE_LEASE_MS);
    sending.busy.delete(queue.id);
  }
}
