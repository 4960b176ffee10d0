/*
 * Ends sessions by a turn that no engine runs, when their time is over or their channel is deleted.
 *
 * turn/end-clears-rows  A finished session has no calls, timers and arrivals left.
 * turn/only-turns-move-sessions  The end raises the turn number and adds a turn, so that a concurrent turn is refused and
 *   observers see the end as an event.
 */
import { type Expression, type SelectQueryBuilder, sql, type UpdateObject } from 'kysely';
import { build } from '../statement/query';
import { toStoredJson } from '../statement/stored-json';
import type { Tables } from '../statement/tables';

export type EndedSession = { orgId: string; id: string; turnNo: number };

type Ending = {
  /** The running sessions to end, locked. */
  due: SelectQueryBuilder<Tables, 'sessions', { orgId: string; id: string }>;
  change: UpdateObject<Tables, 'sessions'> & { status: 'expired' | 'ended'; finishedAt: unknown };
  /** The type of the engine event that the turn records. */
  event: string;
};

const TRACE = toStoredJson({ steps: [], visits: 0, expressionSteps: 0, failure: null });
const CHANGES = toStoredJson({ moved: true });

/** Makes the statement that ends sessions, and returns those that it ended. */
export function endByTurn({ due, change, event }: Ending) {
  return build
    .with('due', () => due)
    .with('ended', (cte) =>
      cte
        .updateTable('sessions')
        .from('due')
        .set(change)
        .set((eb) => ({ turnNo: eb('sessions.turnNo', '+', 1) }))
        .whereRef('sessions.orgId', '=', 'due.orgId')
        .whereRef('sessions.id', '=', 'due.id')
        .returning(['sessions.orgId', 'sessions.id', 'sessions.turnNo', 'sessions.status'])
        .returning(['sessions.messageCount', 'sessions.finishedAt']),
    )
    .with('turn', (cte) =>
      cte
        .insertInto('turns')
        .columns(['orgId', 'sessionId', 'no', 'status', 'createdAt', 'firstSeq', 'event', 'trace', 'changes'])
        .expression(({ selectFrom }) =>
          selectFrom('ended')
            .select(['ended.orgId', 'ended.id', 'ended.turnNo', 'ended.status', 'ended.finishedAt'])
            .select((eb) => [
              eb('ended.messageCount', '+', 1).as('firstSeq'),
              toEvent(event, eb.ref('ended.finishedAt')).as('event'),
              eb.val(TRACE).as('trace'),
              eb.val(CHANGES).as('changes'),
            ]),
        ),
    )
    .with('calls', (cte) =>
      cte
        .deleteFrom('effects')
        .using('ended')
        .whereRef('effects.orgId', '=', 'ended.orgId')
        .whereRef('effects.sessionId', '=', 'ended.id'),
    )
    .with('clocks', (cte) =>
      cte
        .deleteFrom('timers')
        .using('ended')
        .whereRef('timers.orgId', '=', 'ended.orgId')
        .whereRef('timers.sessionId', '=', 'ended.id'),
    )
    .with('arrivals', (cte) =>
      cte
        .deleteFrom('eventArrivals')
        .using('ended')
        .whereRef('eventArrivals.orgId', '=', 'ended.orgId')
        .whereRef('eventArrivals.sessionId', '=', 'ended.id'),
    )
    .selectFrom('ended')
    .select(['ended.orgId', 'ended.id', 'ended.turnNo']);
}

// Times of engine events are in ms since 1970.
function toEvent(type: string, at: Expression<Date | null>) {
  return sql`json_build_object('type', ${type}::text, 'at', (extract(epoch FROM ${at}) * 1000)::bigint)`;
}
