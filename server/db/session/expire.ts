import { sql } from 'kysely';
import type { Database } from '../connection/client';
import { takeByOrganization } from '../statement/by-organization';
import { build, listRows } from '../statement/query';
import { type EndedSession, endByTurn } from './end-by-turn';
import type { SessionKey } from './store';

const overdueAt = (now: Date) =>
  build.selectFrom('sessions').where('finishedAt', 'is', null).where('expiresAt', '<=', now);

const CHANGE = { status: 'expired', finishedAt: sql.ref<Date>('sessions.expiresAt') } as const;
const EVENT = 'session.expired';

/** Ends up to `limit` sessions whose time is over, the longest overdue first, as of their own time. */
export function expireSessions(
  db: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<EndedSession[]> {
  const overdue = overdueAt(now);
  return takeByOrganization({
    limit,
    find: (limit) => listRows(db, overdue.select(['orgId', 'id']).orderBy('expiresAt').limit(limit)),
    take: (orgId, found) => {
      const ids = found.map(({ id }) => id);
      const due = overdue.select('id').where('orgId', '=', orgId).where('id', 'in', ids);
      const ending = { orgId, due: due.forUpdate().skipLocked(), change: CHANGE, event: EVENT };
      return db.transaction((tx) => endByTurn(tx, ending));
    },
  });
}

/** Ends one session if its time is over and it runs; null when it did not have to. */
export async function expireSession(
  db: Database,
  { orgId, sessionId, now }: SessionKey & { now: Date },
): Promise<EndedSession | null> {
  const due = overdueAt(now).select('id').where('orgId', '=', orgId).where('id', '=', sessionId).forUpdate();
  const [ended] = await db.transaction((tx) => endByTurn(tx, { orgId, due, change: CHANGE, event: EVENT }));
  return ended ?? null;
}
