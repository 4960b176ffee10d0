import {
  countLiveByStatus,
  type FailedSessionRow,
  type FailingChannelRow,
  type HandoverRow,
  listFailedSessions,
  listFailingChannels,
  listLongestHandovers,
  listLongestWaits,
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

/** The current state of the organization's sessions and webhooks, without test sessions. */
export type Overview = {
  at: Date;
  live: number;
  /** `live` by status, without empty statuses. */
  byStatus: StatusCount[];
  /** Live sessions at the end of each of the last 60 minutes; the last is now. */
  liveByMinute: number[];
  /** In the last 24 hours. */
  failed: { count: number; latest: FailedSessionRow[] };
  /** People without an answer yet. */
  waiting: { count: number; longest: WaitingPersonRow[] };
  /** Handovers of sessions without a channel, whose callers have not reported a result. */
  handovers: { count: number; longest: HandoverRow[] };
  /** Null without the scope deliveries:read. `dead` in the last 24 hours; `late` are pending for more than a minute. */
  deliveries: { dead: number; late: number; channels: FailingChannelRow[] } | null;
};

/** Returns the current state, read from indexes only, so that its cost does not grow with the stored data. */
export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  const orgId = requireScope(ctx, 'sessions:read');
  const now = new Date(ctx.clock.now());
  const since = new Date(now.getTime() - DAY_MS);
  const [byStatus, flow, failed, waiting, handovers, channels] = await Promise.all([
    countLiveByStatus(ctx.db, { orgId, now }),
    listSessionFlow(ctx.db, { orgId, since: startOf(now), now }),
    listFailedSessions(ctx.db, { orgId, since, limit: SHOWN }),
    listLongestWaits(ctx.db, { orgId, limit: SHOWN }),
    listLongestHandovers(ctx.db, { orgId, now, limit: SHOWN }),
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
    handovers,
    deliveries: channels && {
      dead: channels.reduce((sum, { dead }) => sum + dead, 0),
      late: channels.reduce((sum, { late }) => sum + late, 0),
      channels,
    },
  };
}

// The current minute is the last of the sixty.
function startOf(now: Date): Date {
  return new Date((Math.floor(now.getTime() / MINUTE_MS) - MINUTES + 1) * MINUTE_MS);
}

// Starts from the current number and undoes what started and finished, minute by minute.
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
