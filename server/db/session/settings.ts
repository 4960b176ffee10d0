import { sql } from 'kysely';
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';
import type { SessionKey } from './store';
import { type StoredChanges, toChanges } from './stored-turn';

/** A variable, and the turn that set it last. */
export type LastSetting = { name: string; no: number; value: Json };

/** Lists the variables of a session that its turns up to number `lastTurn` set, each as the last of them set it, by turn. */
export async function listLastSettings(
  db: Db,
  { orgId, sessionId, lastTurn }: SessionKey & { lastTurn: number },
): Promise<LastSetting[]> {
  const last = build
    .selectFrom('turns as t')
    .innerJoin(sql<{ name: string }>`json_object_keys(t.changes->'set')`.as<'v'>(sql`v(name)`), (join) =>
      join.onTrue(),
    )
    .where('t.orgId', '=', orgId)
    .where('t.sessionId', '=', sessionId)
    .where('t.no', '<=', lastTurn)
    .select(['v.name', 't.no'])
    .distinctOn('v.name')
    .orderBy('v.name')
    .orderBy('t.no', 'desc');
  const read = build
    .selectFrom(last.as('l'))
    .innerJoin('turns as t', 't.no', 'l.no')
    .where('t.orgId', '=', orgId)
    .where('t.sessionId', '=', sessionId)
    .select(['l.name', 't.no', 't.event', 't.changes'])
    .orderBy('t.no');
  return (await listRows(db, read)).map(({ name, no, event, changes }) => {
    const { set = {} } = toChanges(changes as StoredChanges, event as Json);
    return { name, no, value: set[name] ?? null };
  });
}
