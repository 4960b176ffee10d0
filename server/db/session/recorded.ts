// By hand: reads the turns of many sessions as text, which is parsed in other threads.
import type { Db } from '../connection/transaction';
import type { RoomMode, SessionStatus } from '../statement/checked-values';
import { build, findRow, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import { choosePlaces, type SessionListing } from './list-places';

/** A session to be read, with its place in the list and the number of its turns. */
export type RecordedPlace = { id: string; createdAt: Date; turnNo: number };

/** Lists the places of sessions, the newest first. */
export function listRecordedPlaces(db: Db, listing: SessionListing): Promise<RecordedPlace[]> {
  const places = build
    .with(
      (cte) => cte('page').materialized(),
      () => choosePlaces(listing),
    )
    .selectFrom('page')
    .innerJoin('sessions as s', (join) =>
      join.onRef('s.id', '=', 'page.id').on('s.orgId', '=', listing.orgId),
    )
    .select(['s.id', 's.createdAt', 's.turnNo']);
  return listRows(db, places.orderBy('s.createdAt', 'desc').orderBy('s.id', 'desc'));
}

/** Counts the sessions of a listing, up to its `take`. */
export async function countRecordedPlaces(db: Db, listing: SessionListing): Promise<number> {
  const places = build.selectFrom(choosePlaces(listing).as('s'));
  const count = places.select(({ fn }) => fn.countAll<string>().as('count'));
  return Number((await findRow(db, count))?.count ?? 0);
}

/** A session with its turns as JSON texts. */
export type RecordedSessionRow = {
  id: string;
  flowId: string;
  versionId: string;
  status: SessionStatus;
  turnNo: number;
  finishedAt: Date | null;
  /** The seed of its random choices; null for its id. */
  seed: string | null;
  /** The mode of its room; null without one. */
  roomMode: RoomMode | null;
  /** The events of its turns in order, as a JSON array; null without turns. */
  events: string | null;
  /** How many turns these are. */
  turns: number;
};

/** Everything that was stored of the turns of a session beside their events, as JSON texts. */
export type StoredResultsRow = {
  /** `[{ status, changes }]`, one for each turn. */
  results: string | null;
  /** `[{ turnNo, nodeId, inputId, content }]`, the messages of the flow. */
  messages: string | null;
  state: string;
};

type Sessions = { orgId: string; ids: string[] };

const EVENTS = `SELECT s.id, s.flow_id "flowId", s.version_id "versionId", s.status, s.turn_no "turnNo",
     s.finished_at "finishedAt", s.state->>'seed' seed, r.mode "roomMode", t.events, t.turns
   FROM sessions s
   LEFT JOIN rooms r ON r.org_id = :orgId::uuid AND r.id = s.room_id
   CROSS JOIN LATERAL (
     SELECT '[' || string_agg(t.event::text, ',' ORDER BY t.no) || ']' events, count(*)::int turns
     FROM turns t WHERE t.org_id = :orgId::uuid AND t.session_id = s.id
   ) t
   WHERE s.org_id = :orgId::uuid AND s.id = ANY(:ids::uuid[])`;

const RESULTS = `SELECT s.id, s.state::text state, t.results, m.messages
   FROM sessions s
   CROSS JOIN LATERAL (
     SELECT json_agg(json_build_object('status', t.status, 'changes', t.changes) ORDER BY t.no)::text results
     FROM turns t WHERE t.org_id = :orgId::uuid AND t.session_id = s.id
   ) t
   CROSS JOIN LATERAL (
     SELECT json_agg(json_build_object('turnNo', m.turn_no, 'nodeId', m.node_id, 'inputId', m.input_id, 'content', m.content)
       ORDER BY m.turn_no, m.seq)::text messages
     FROM messages m
     WHERE m.org_id = :orgId::uuid AND m.session_id = s.id AND m.direction = 'outbound' AND m.node_id IS NOT NULL
   ) m
   WHERE s.org_id = :orgId::uuid AND s.id = ANY(:ids::uuid[])`;

const events = defineStatement<Sessions>('list_recorded_sessions', EVENTS);

// One statement reads a session as it stood at one moment: a turn between two would leave them unequal.
const eventsAndResults = defineStatement<Sessions>(
  'list_stored_sessions',
  `SELECT e.*, r.state, r.results, r.messages FROM (${EVENTS}) e JOIN (${RESULTS}) r ON r.id = e.id`,
);

/** Lists sessions with the events of their turns, in any order. */
export async function listRecordedSessions({ pool }: Db, params: Sessions): Promise<RecordedSessionRow[]> {
  return (await pool.query<RecordedSessionRow>(events(params))).rows;
}

/** Lists sessions with everything that was stored of their turns, each as it stood at one moment, in any order. */
export async function listStoredSessions(
  { pool }: Db,
  params: Sessions,
): Promise<(RecordedSessionRow & StoredResultsRow)[]> {
  return (await pool.query<RecordedSessionRow & StoredResultsRow>(eventsAndResults(params))).rows;
}
