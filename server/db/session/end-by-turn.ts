/*
 * Ends sessions by a turn that no engine runs, when their time is over or their channel is deleted.
 *
 * turn/end-clears-rows  A finished session has no calls, timers and arrivals left.
 * turn/only-turns-move-sessions  The end raises the turn number and adds a turn, so that a concurrent turn is refused and
 *   observers see the end as an event.
 */
import type { SelectQueryBuilder, UpdateObject } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Transaction } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';
import { toStoredTrace } from './stored-turn';

export type EndedSession = { orgId: string; id: string; turnNo: number };

type Ending = {
  orgId: string;
  /** Locks the running sessions of the organization that are to be ended. */
  due: SelectQueryBuilder<Tables, 'sessions', { id: string }>;
  change: UpdateObject<Tables, 'sessions'> & { status: 'expired' | 'ended'; finishedAt: unknown };
  /** The type of the engine event that the turn records. */
  event: string;
};

const TRACE = toStoredJson(toStoredTrace({ steps: [], visits: 0, expressionSteps: 0, failure: null }, null));
const CHANGES = toStoredJson({ moved: true });

/** The sessions of one statement, which has a parameter for each of their values. */
const AT_ONCE = 1_000;

/** Ends sessions of one organization, and returns those that it ended. */
export async function endByTurn(tx: Transaction, ending: Ending): Promise<EndedSession[]> {
  const ids = (await listRows(tx, ending.due)).map(({ id }) => id);
  const ended: EndedSession[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE)
    ended.push(...(await endSessions(tx, ending, ids.slice(at, at + AT_ONCE))));
  return ended;
}

async function endSessions(
  tx: Transaction,
  { orgId, change, event }: Ending,
  ids: string[],
): Promise<EndedSession[]> {
  const end = build
    .updateTable('sessions')
    .set(change)
    .set((eb) => ({ turnNo: eb('turnNo', '+', 1) }))
    .where('orgId', '=', orgId)
    .where('id', 'in', ids)
    .returning(['orgId', 'id', 'turnNo', 'status', 'messageCount', 'finishedAt']);
  const ended = await listRows(tx, end);
  const turns = ended.map(({ id, turnNo, status, messageCount, finishedAt }) => ({
    ...{ orgId, sessionId: id, no: turnNo, status, createdAt: finishedAt ?? new Date(0) },
    ...{ firstSeq: messageCount + 1, trace: TRACE, changes: CHANGES },
    event: toStoredJson({ type: event, at: finishedAt?.getTime() ?? 0 }),
  }));
  await countRows(tx, build.insertInto('turns').values(turns));
  for (const table of ['effects', 'timers', 'eventArrivals'] as const)
    await countRows(tx, build.deleteFrom(table).where('orgId', '=', orgId).where('sessionId', 'in', ids));
  return ended;
}
