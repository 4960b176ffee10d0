import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';

type Read = { orgId: string; userId: string; sessionId: string; seq: number; at: Date };

/** Stores how far a person has read a conversation; it never goes back. */
export async function upsertSessionRead(db: Db, { orgId, userId, sessionId, seq, at }: Read): Promise<void> {
  const upsert = build
    .insertInto('sessionReads')
    .columns(['orgId', 'userId', 'sessionId', 'seq', 'at'])
    .expression(({ selectFrom, val }) =>
      selectFrom('sessions')
        .select(['sessions.orgId', val(userId).as('userId'), 'sessions.id'])
        .select([val(seq).as('seq'), val(at).as('at')])
        .where('sessions.orgId', '=', orgId)
        .where('sessions.id', '=', sessionId),
    )
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'userId', 'sessionId']).doUpdateSet(({ ref }) => ({
        seq: sql`greatest(${ref('sessionReads.seq')}, ${ref('excluded.seq')})`,
        at: ref('excluded.at'),
      })),
    );
  await countRows(db, upsert);
}
