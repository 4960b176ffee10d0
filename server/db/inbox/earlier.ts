import type { Db } from '../connection/transaction';
import type { SessionStatus } from '../statement/checked-values';
import { build, listRows } from '../statement/query';

/** A conversation of the same thread, without its messages. */
export type EarlierRow = {
  id: string;
  status: SessionStatus;
  createdAt: Date;
  finishedAt: Date | null;
  messageCount: number;
  assigneeName: string | null;
  /** The first text that the person wrote. */
  firstText: string | null;
};

/** Lists the other conversations of a session's thread, the newest first. */
export function listEarlierConversations(
  db: Db,
  { orgId, sessionId, limit }: { orgId: string; sessionId: string; limit: number },
): Promise<EarlierRow[]> {
  const others = build
    .selectFrom('sessions as here')
    .innerJoin('sessions as s', (join) =>
      join
        .onRef('s.orgId', '=', 'here.orgId')
        .onRef('s.threadId', '=', 'here.threadId')
        .onRef('s.id', '<>', 'here.id'),
    )
    .leftJoin('users as u', 'u.id', 's.assigneeId')
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('messages as m')
          .select('m.text')
          .where('m.orgId', '=', orgId)
          .whereRef('m.sessionId', '=', 's.id')
          .where('m.direction', '=', 'inbound')
          .where('m.text', '<>', '')
          .orderBy('m.turnNo')
          .orderBy('m.seq')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select(['s.id', 's.status', 's.createdAt', 's.finishedAt', 's.messageCount'])
    .select(['u.name as assigneeName', 'first.text as firstText'])
    .where('here.orgId', '=', orgId)
    .where('here.id', '=', sessionId);
  return listRows(db, others.orderBy('s.createdAt', 'desc').orderBy('s.id', 'desc').limit(limit));
}
