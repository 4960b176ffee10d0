/*
 * The sessions that breakpoints hold. Each has a timer with the key `hold`, which lets it go.
 */
import { sql } from 'kysely';
import type { Hold } from '@/server/engine/session';
import type { Db } from '../connection/transaction';
import type { SessionRow } from '../session/row';
import type { SessionKey } from '../session/store';
import { build, countRows, findRow, listRows } from '../statement/query';

/** The key of the timer that lets a held session go. */
export const HOLD_TIMER = 'hold';

export type HeldRow = Pick<SessionRow, 'id' | 'flowId' | 'versionId' | 'isTest'> & {
  hold: Hold;
  until: Date;
};

/** Lists the held sessions of an organization, those that are let go first at the beginning. */
export function listHeldSessions(
  db: Db,
  { orgId, limit }: { orgId: string; limit: number },
): Promise<HeldRow[]> {
  const held = build
    .selectFrom('timers as t')
    .innerJoin('sessions as s', (join) =>
      join.onRef('s.orgId', '=', 't.orgId').onRef('s.id', '=', 't.sessionId'),
    )
    .select(['s.id', 's.flowId', 's.versionId', 's.isTest', 't.dueAt as until'])
    .select(sql<Hold>`s.state -> 'wait'`.as('hold'))
    .where('t.orgId', '=', orgId)
    .where('t.key', '=', sql.lit(HOLD_TIMER))
    .where(sql`s.state -> 'wait' ->> 'type'`, '=', 'held');
  return listRows(db, held.orderBy('t.dueAt').limit(limit));
}

/** Counts the held sessions of an organization. */
export async function countHeldSessions(db: Db, orgId: string): Promise<number> {
  const held = build
    .selectFrom('timers')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('orgId', '=', orgId)
    .where('key', '=', sql.lit(HOLD_TIMER));
  return Number((await findRow(db, held))?.count ?? 0);
}

/** Lets a held session go at another time; false if it is due by now. */
export async function extendHold(
  db: Db,
  { orgId, sessionId, until, now }: SessionKey & { until: Date; now: Date },
): Promise<boolean> {
  const extend = build
    .updateTable('timers')
    .set({ dueAt: until })
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId)
    .where('key', '=', HOLD_TIMER)
    .where('dueAt', '>', now);
  return (await countRows(db, extend)) === 1;
}

/** Lets the sessions go now that some breakpoints hold. */
export async function endHolds(
  db: Db,
  { orgId, breakpoints, now }: { orgId: string; breakpoints: readonly string[]; now: Date },
): Promise<void> {
  const held = build
    .selectFrom('sessions')
    .select('id')
    .where('orgId', '=', orgId)
    .where(sql<string>`state -> 'wait' -> 'stop' ->> 'breakpoint'`, 'in', breakpoints)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('timers as h')
        .select('h.sessionId')
        .where('h.orgId', '=', orgId)
        .where('h.key', '=', sql.lit(HOLD_TIMER)),
    );
  const end = build
    .updateTable('timers')
    .set({ dueAt: now })
    .where('orgId', '=', orgId)
    .where('key', '=', sql.lit(HOLD_TIMER))
    .where('dueAt', '>', now)
    .where('sessionId', 'in', held);
  await countRows(db, end);
}
