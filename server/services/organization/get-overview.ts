import { requireScope, type ServiceContext } from '../context';

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** One hour of the last day: sessions that were started in it, and how those ended so far. */
export type OverviewHour = { startsAt: Date; started: number; completed: number; failed: number };

/** How the organization's sessions are, trials left out. `hours` runs from the oldest to now. */
export type Overview = { live: number; awaitingPerson: number; hours: OverviewHour[] };

type LiveRow = { live: number; awaiting_person: number };
type HourRow = { hours_ago: number; started: number; completed: number; failed: number };

/** Counts the sessions that live now, and those started in each of the last 24 hours. */
export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  const orgId = requireScope(ctx, 'sessions:read');
  const now = new Date(ctx.clock.now());
  const [live, rows] = await Promise.all([countLive(ctx, orgId, now), countByHour(ctx, orgId, now)]);
  return { live: live.live, awaitingPerson: live.awaiting_person, hours: toHours(rows, now) };
}

async function countLive({ db }: ServiceContext, orgId: string, now: Date): Promise<LiveRow> {
  const [row] = await db.prisma.$queryRaw<LiveRow[]>`
    select count(*)::int as live,
           (count(*) filter (where status = 'awaiting_transfer'))::int as awaiting_person
    from sessions
    where org_id = ${orgId}::uuid and not trial and finished_at is null
      and (expires_at is null or expires_at > ${now})`;
  return row ?? { live: 0, awaiting_person: 0 };
}

function countByHour({ db }: ServiceContext, orgId: string, now: Date): Promise<HourRow[]> {
  const since = new Date(now.getTime() - HOURS * HOUR_MS);
  return db.prisma.$queryRaw<HourRow[]>`
    select floor(extract(epoch from (${now}::timestamptz - created_at)) / 3600)::int as hours_ago,
           count(*)::int as started,
           (count(*) filter (where status = 'completed'))::int as completed,
           (count(*) filter (where status = 'failed'))::int as failed
    from sessions
    where org_id = ${orgId}::uuid and not trial and created_at > ${since} and created_at <= ${now}
    group by 1`;
}

function toHours(rows: HourRow[], now: Date): OverviewHour[] {
  const byHour = new Map(rows.map((row) => [row.hours_ago, row]));
  return Array.from({ length: HOURS }, (_, index) => {
    const hoursAgo = HOURS - 1 - index;
    const { started = 0, completed = 0, failed = 0 } = byHour.get(hoursAgo) ?? {};
    return { startsAt: new Date(now.getTime() - (hoursAgo + 1) * HOUR_MS), started, completed, failed };
  });
}
