/*
 * Sends deliveries: the part of a worker that never waits for an endpoint.
 *
 * D13 Lanes are worked at the same time, `lanes` of them in a process and `perChannel` of one channel, so an endpoint
 *     that is slow or dead holds up its own lanes and nobody else's.
 * D14 When it stops, no delivery is begun; those under way have the drain time, and what is left then is given up and
 *     sent again by another process. All leases are given back.
 */
import { claimDeliveryQueues, type HeldQueue } from '@/server/db/delivery/queues';
import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';
import type { Platform } from '../../context';
import { type DrainOptions, drainQueue, QUEUE_LEASE_MS } from './drain-queue';
import { createWakeup, type Wakeup } from './wakeup';

export type SenderOptions = {
  /** The pause between two looks when nobody woke it; 500 ms unless told. */
  pollMs?: number;
  /** How many lanes are worked at once; 128 unless told. */
  lanes?: number;
  /** How many lanes of one channel are worked at once; 16 unless told. */
  perChannel?: number;
  /** How long deliveries under way may take after a request to stop; 10 s unless told. */
  drainMs?: number;
  /** From 0 to below 1, for the jitter of the schedules. */
  random?: () => number;
};

export type DeliverySender = {
  /** Ends when nothing is under way any more; may be called twice. */
  stop(): Promise<void>;
};

/** `again` is set when the lane was claimed once more before its work ended. */
type BusyLane = { channelId: string; again: boolean; done: Promise<void> };

type Sending = {
  bell: Wakeup;
  busy: Map<string, BusyLane>;
  /** Until when lanes are left alone whose work failed, so that they are not tried again and again. */
  avoided: Map<string, number>;
  work: DrainOptions;
  pollMs: number;
  lanes: number;
  perChannel: number;
};

/** Starts sending what is due, in this process. */
export function startDeliverySender(platform: Platform, options: SenderOptions = {}): DeliverySender {
  const { pollMs = 500, lanes = 128, perChannel = 16, drainMs = 10_000, random = Math.random } = options;
  const stopping = new AbortController();
  const abort = new AbortController();
  const bell = createWakeup();
  const work = { random, stopping: stopping.signal, abort: abort.signal };
  const sending: Sending = { bell, busy: new Map(), avoided: new Map(), work, pollMs, lanes, perChannel };
  const unsubscribe = platform.deliveries.onWake(bell.signal);
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
  const { bell, pollMs, work } = sending;
  while (!work.stopping.aborted) {
    const begun = await beginLanes(platform, sending).catch((err: unknown) => {
      platform.log.error({ err }, 'deliveries could not be looked for');
      return 0;
    });
    if (begun === 0) await bell.wait(pollMs, work.stopping);
  }
}

/** Claims what may be worked now and begins it; returns how many lanes that are. */
async function beginLanes(platform: Platform, sending: Sending): Promise<number> {
  const { busy, avoided, lanes, perChannel } = sending;
  const limit = lanes - busy.size;
  if (limit <= 0) return 0;
  const now = platform.clock.now();
  const counts = countByChannel(busy.values());
  for (const [id, until] of avoided) if (until <= now) avoided.delete(id);
  const claimed = await claimDeliveryQueues(platform.db, {
    now: new Date(now),
    leaseUntil: new Date(now + QUEUE_LEASE_MS),
    processId: platform.processId,
    limit,
    perChannel,
    busyIds: [...busy.keys(), ...avoided.keys()],
    channelIds: [...counts.keys()],
    counts: [...counts.values()],
  });
  for (const lane of claimed) beginLane(platform, sending, lane);
  return claimed.length;
}

function countByChannel(lanes: Iterable<BusyLane>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { channelId } of lanes) counts.set(channelId, (counts.get(channelId) ?? 0) + 1);
  return counts;
}

function beginLane(platform: Platform, sending: Sending, lane: HeldQueue): void {
  const { id, channelId } = lane;
  const known = sending.busy.get(id);
  // Given back and due again, or its lease lapsed, before this process was done with it: one after the other.
  if (known) {
    known.again = true;
    return;
  }
  const mine: BusyLane = { channelId, again: false, done: Promise.resolve() };
  sending.busy.set(id, mine);
  mine.done = runLane(platform, sending, lane, mine);
}

async function runLane(platform: Platform, sending: Sending, lane: HeldQueue, mine: BusyLane): Promise<void> {
  try {
    do {
      mine.again = false;
      await drainQueue(platform, lane, sending.work);
    } while (mine.again);
    sending.busy.delete(lane.id);
    sending.bell.signal();
  } catch (err) {
    // When the database was away, the next look takes it again; else its lease lapses first.
    platform.log.error({ err, orgId: lane.orgId, laneId: lane.id }, 'deliveries were left for later');
    if (!isDatabaseUnavailable(err)) sending.avoided.set(lane.id, platform.clock.now() + QUEUE_LEASE_MS);
    sending.busy.delete(lane.id);
  }
}
