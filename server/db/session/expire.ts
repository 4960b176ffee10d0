import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, findRow, listRows } from '../statement/query';
import { type EndedSession, endByTurn } from './end-by-turn';

const overdue = build.selectFrom('sessions').select(['orgId', 'id']).where('finishedAt', 'is', null);

function expire(due: typeof overdue) {
  const change = { status: 'expired', finishedAt: sql.ref<Date>('sessions.expiresAt') } as const;
  return endByTurn({ due, change, event: 'session.expired' });
}

/** Ends up to `limit` sessions whose time is over, the longest overdue first, as of their own time. */
export function expireSessions(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<EndedSession[]> {
  const due = overdue
    .where('expiresAt', '<=', now)
    .orderBy('expiresAt')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  return listRows(db, expire(due));
}

/** Ends one session if its time is over and it runs; null when it did not have to. */
export function expireSession(
  db: Db,
  { orgId, sessionId, now }: { orgId: string; sessionId: string; now: Date },
): Promise<EndedSession | null> {
  const session = overdue.where('orgId', '=', orgId).where('id', '=', sessionId);
  return findRow(db, expire(session.where('expiresAt', '<=', now).forUpdate()));
}
