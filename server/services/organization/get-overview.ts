import {
  countLiveByStatus,
  type FailedSessionRow,
  type FailingChannelRow,
  findLongestWaits,
  listFailedSessions,
  listFailingChannels,
  listSessionFlow,
  type MinuteFlow,
  type StatusCount,
  type WaitingPersonRow,
} from '@/server/db/session/overview';
import { holdsScope, requireScope, type ServiceContext } from '../context';

const MINUTE_MS = 60_000;
const MINUTES = 60;
const DAY_MS = 86_400_000;
const SHOWN = 5;

/** What the organization's sessions and webhooks are like at this moment; trials left out. */
export type Overview = {
  at: Date;
  live: number;
  /** Those of `live`, by status; without the statuses that no session has. */
  byStatus: StatusCount[];
  /** Live sessions at the end of each of the last 60 minutes; the last is now. */
  liveByMinute: number[];
  /** Of the last 24 hours. */
  failed: { count: number; latest: FailedSessionRow[] };
  /** Nobody answers them yet. */
  waiting: { count: number; longest: WaitingPersonRow[] };
  /** Null for who may not read deliveries. `dead` of the last 24 hours; `late` are pending for more than a minute. */
  deliveries: { dead: number; late: number; channels: FailingChannelRow[] } | null;
};

/** Tells how it is now, from indexes alone: nothing here grows with what is kept. */
export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  const orgId = requireScope(ctx, 'sessions:read');
  const now = new Date(ctx.clock.now());
  const since = new Date(now.getTime() - DAY_MS);
  const [byStatus, flow, failed, waiting, channels] = await Promise.all([
    countLiveByStatus(ctx.db, { orgId, now }),
    listSessionFlow(ctx.db, { orgId, since: startOf(now), now }),
    listFailedSessions(ctx.db, { orgId, since, limit: SHOWN }),
    findLongestWaits(ctx.db, { orgId, limit: SHOWN }),
    holdsScope(ctx, 'deliveries:read')
      ? listFailingChannels(ctx.db, {
          orgId,
          deadSince: since,
          lateBefore: new Date(now.getTime() - MINUTE_MS),
        })
      : null,
  ]);
  const live = byStatus.reduce((sum, { sessions }) => sum + sessions, 0);
  return {
    at: now,
    live,
    byStatus,
    liveByMinute: countBack(live, flow, now),
    failed,
    waiting,
    deliveries: channels && {
      dead: channels.reduce((sum, { dead }) => sum + dead, 0),
      late: channels.reduce((sum, { late }) => sum + late, 0),
      channels,
    },
  };
}

// The minute that is running is the last of the sixty.
function startOf(now: Date): Date {
  return new Date((Math.floor(now.getTime() / MINUTE_MS) - MINUTES + 1) * MINUTE_MS);
}

// How many there are now is known; what came and went since tells how many there were.
function countBack(live: number, flow: readonly MinuteFlow[], now: Date): number[] {
  const byMinute = new Map(flow.map((row) => [row.minute.getTime(), row]));
  const start = startOf(now).getTime();
  const counts = new Array<number>(MINUTES).fill(live);
  for (let index = MINUTES - 2; index >= 0; index -= 1) {
    const { started = 0, finished = 0 } = byMinute.get(start + (index + 1) * MINUTE_MS) ?? {};
    counts[index] = Math.max(0, (counts[index + 1] ?? live) - started + finished);
  }
  return counts;
}
