import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import type { SessionStatus } from '../statement/checked-values';
import { build, listRows } from '../statement/query';

/** The turns of one commit of a session that have no delivery. */
export type UndeliveredTurns = {
  sessionId: string;
  /** When they were committed. */
  at: Date;
  firstTurn: number;
  lastTurn: number;
  /** The types of the events that the turns took, in order. */
  events: string[];
  /** The session's status before and after. */
  before: SessionStatus | null;
  status: SessionStatus;
};

type Search = {
  orgId: string;
  channelId: string;
  since: Date;
  /** Where an earlier search ended. */
  after: { at: Date; id: string };
  limit: number;
};

/** Lists the commits of a channel's sessions since a time that have no delivery, the oldest first. */
export function listUndeliveredTurns(
  db: Db,
  { orgId, channelId, since, after, limit }: Search,
): Promise<UndeliveredTurns[]> {
  // Turns of one commit have the same time.
  const commits = build
    .selectFrom('threads')
    .innerJoin('sessions', (join) =>
      join.onRef('sessions.orgId', '=', 'threads.orgId').onRef('sessions.threadId', '=', 'threads.id'),
    )
    .innerJoin('turns as t', (join) =>
      join.onRef('t.orgId', '=', 'sessions.orgId').onRef('t.sessionId', '=', 'sessions.id'),
    )
    .where('threads.orgId', '=', orgId)
    .where('threads.channelId', '=', channelId)
    .where('sessions.lastActivityAt', '>=', since)
    .where('t.createdAt', '>=', since)
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('t.createdAt', 't.sessionId'), '>', tuple(after.at, after.id)),
    )
    .groupBy(['t.sessionId', 't.createdAt']);
  const undelivered = commits
    .select(['t.sessionId', 't.createdAt as at'])
    .select(({ fn, selectFrom }) => [
      fn.min('t.no').as('firstTurn'),
      fn.max('t.no').as('lastTurn'),
      sql<string[]>`array_agg(t.event->>'type' ORDER BY t.no)`.as('events'),
      selectFrom('turns')
        .select('turns.status')
        .where('turns.orgId', '=', orgId)
        .whereRef('turns.sessionId', '=', 't.sessionId')
        .where('turns.no', '=', sql<number>`min(t.no) - 1`)
        .as('before'),
      sql<SessionStatus>`(array_agg(t.status ORDER BY t.no DESC))[1]`.as('status'),
    ])
    // One delivery may be for all turns of a commit; it has the number of the last.
    .having(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries')
            .select('deliveries.id')
            .where('deliveries.orgId', '=', orgId)
            .whereRef('deliveries.sessionId', '=', 't.sessionId')
            .where(sql<boolean>`deliveries.turn_no BETWEEN min(t.no) AND max(t.no)`),
        ),
      ),
    );
  return listRows(db, undelivered.orderBy('t.createdAt').orderBy('t.sessionId').limit(limit));
}
