import { sql } from 'kysely';
import type { Json, JsonObject } from '@/server/engine/json';
import type { Failure } from '@/server/engine/session';
import type { Db } from '../connection/transaction';
import { build, findRow, listRows } from '../statement/query';
import { choosePlaces, type SessionListing } from './list-places';
import type { SessionRow } from './row';

/** A session in a list: its row without the state, but for the parts that are shown. */
export type ListedSession = Omit<
  SessionRow,
  | 'orgId'
  | 'state'
  | 'waitTurnNo'
  | 'waitTimeoutMs'
  | 'syncReply'
  | 'awaitedEvent'
  | 'handledEvents'
  | 'environment'
  | 'eventDepth'
> & {
  nodeId: string | null;
  control: 'flow' | 'human';
  failure: Failure | null;
  output: Json | null;
  flowName: string;
  flowSlug: string;
  versionNumber: number | null;
  lastText: string | null;
  channelName: string | null;
  /** The person's data from the thread's caller; null without a thread. */
  profile: JsonObject | null;
};

/** Lists sessions after a place, the newest first. */
export function listSessions(db: Db, listing: SessionListing): Promise<ListedSession[]> {
  return listRows(db, buildSessionList(listing));
}

/**
 * Builds the statement of a page: rows are chosen first, by an index alone where there is one, then read, then joined, each
 * step by itself, because PostgreSQL expects too few sessions of one version of one flow, and would read all of them.
 */
export function buildSessionList(listing: SessionListing) {
  const { orgId } = listing;
  // Every table is given its organization: by a join alone the planner would not know how few rows are meant.
  return build
    .with(
      (cte) => cte('page').materialized(),
      () => choosePlaces(listing),
    )
    .with(
      (cte) => cte('chosen').materialized(),
      (cte) =>
        cte
          .selectFrom('page')
          .innerJoin('sessions as s', (join) => join.on('s.orgId', '=', orgId).onRef('s.id', '=', 'page.id'))
          .selectAll('s'),
    )
    .selectFrom('chosen as s')
    .innerJoin('flowVersions as v', (join) =>
      join.on('v.orgId', '=', orgId).onRef('v.id', '=', 's.versionId'),
    )
    .innerJoin('flows as f', (join) => join.on('f.orgId', '=', orgId).onRef('f.id', '=', 's.flowId'))
    .leftJoin('channels as c', (join) => join.on('c.orgId', '=', orgId).onRef('c.id', '=', 's.channelId'))
    .leftJoin('threads as t', (join) => join.on('t.orgId', '=', orgId).onRef('t.id', '=', 's.threadId'))
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('messages as m')
          .select('m.text')
          .where('m.orgId', '=', orgId)
          .whereRef('m.sessionId', '=', 's.id')
          .where('m.text', '<>', '')
          .orderBy('m.turnNo', 'desc')
          .orderBy('m.seq', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['s.id', 's.flowId', 's.versionId', 's.status', 's.isTest', 's.channel', 's.externalId'])
    .select(['s.metadata', 's.turnNo', 's.messageCount', 's.createdAt', 's.lastActivityAt', 's.expiresAt'])
    .select(['s.finishedAt', 's.channelId', 's.threadId', 's.roomId', 's.waitingSince', 's.assigneeId'])
    .select([
      sql<string | null>`s.state->'frames'->-1->>'node'`.as('nodeId'),
      sql<'flow' | 'human'>`coalesce(s.state->>'control', 'flow')`.as('control'),
      sql<Failure | null>`s.state->'failure'`.as('failure'),
      sql<Json | null>`s.state->'output'`.as('output'),
    ])
    .select([
      'f.name as flowName',
      'f.slug as flowSlug',
      'v.number as versionNumber',
      'c.name as channelName',
    ])
    .select(['last.text as lastText', 't.profile'])
    .orderBy('s.createdAt', 'desc')
    .orderBy('s.id', 'desc');
}

/** Tells whether a session of the organization has this external id. */
export async function hasExternalId(
  db: Db,
  { orgId, externalId }: { orgId: string; externalId: string },
): Promise<boolean> {
  const sessions = build.selectFrom('sessions').select('id').where('orgId', '=', orgId);
  return (await findRow(db, sessions.where('externalId', '=', externalId).limit(1))) !== null;
}
