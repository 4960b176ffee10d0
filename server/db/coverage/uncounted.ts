// By hand: workers send them all the time, and a builder would be raw SQL but for its frame.
import type { Db } from '../connection/transaction';
import type { SessionStatus, Standing } from '../statement/checked-values';
import { build, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import type { Outcome } from './stored-outcome';

/** How far a session is counted: its last counted turn, and its path on the version of that turn. */
type CountedPart = {
  versionId: string;
  turnNo: number;
  hour: Date;
  path: string[];
  standing: Standing;
  lastAt: Date;
  /** The last turn whose outcomes are counted: an earlier one if a previous version counted the others. */
  outcomeNo: number;
  outcome: Outcome | null;
};

/** A session with turns that are not counted. */
export type UncountedSession = {
  id: string;
  flowId: string;
  versionId: string;
  /** Null for a session that is not on a channel. */
  channelId: string | null;
  createdAt: Date;
  status: SessionStatus;
  /** The number of its last turn. */
  turnNo: number;
  /** Whether people have it, or it waits for them. */
  isWithPeople: boolean;
  /** Null before its first turn is counted. */
  counted: CountedPart | null;
};

/** A page of sessions in the order of their ids; `lastId` is null after the last page. */
export type UncountedPage = { lastId: string | null; sessions: UncountedSession[] };

type PageParams = { orgId: string; afterId: string; limit: number };
type FoundColumns = Omit<UncountedSession, 'counted'> & {
  countedVersionId: string | null;
  countedTurnNo: number;
  countedHour: Date;
  countedPath: string[] | null;
  countedStanding: Standing;
  countedLastAt: Date;
  outcomeNo: number;
  outcome: Outcome | null;
};
/** One row for each session that was found, or one without an id. */
type Row = { lastId: string | null; examined: number } & (FoundColumns | { id: null });

const uncounted = defineStatement<PageParams>(
  'list_uncounted_sessions',
  `WITH page AS MATERIALIZED (
     SELECT s.id FROM sessions s WHERE s.org_id = :orgId::uuid AND s.id > :afterId::uuid ORDER BY s.id LIMIT :limit::int
   ), seen AS (
     SELECT (array_agg(page.id ORDER BY page.id DESC))[1] last_id, count(*)::int examined FROM page
   )
   SELECT seen.last_id "lastId", seen.examined, u.* FROM seen LEFT JOIN (
     SELECT s.id, s.flow_id "flowId", s.channel_id "channelId", s.created_at "createdAt", s.version_id "versionId", s.status, s.turn_no "turnNo",
       coalesce(s.state->>'control' = 'human' OR s.state->>'status' = 'awaiting_transfer', false) "isWithPeople",
       c.version_id "countedVersionId", c.turn_no "countedTurnNo", c.hour "countedHour", c.last_at "countedLastAt",
       c.standing "countedStanding", c.outcome_no "outcomeNo", c.outcome,
       (SELECT p.path FROM coverage_paths p
        WHERE p.org_id = :orgId::uuid AND p.version_id = c.version_id AND p.id = c.path_id) "countedPath"
     FROM page
     LEFT JOIN coverage_sessions c ON c.org_id = :orgId::uuid AND c.session_id = page.id
     CROSS JOIN LATERAL (
       SELECT s.* FROM sessions s
       WHERE s.org_id = :orgId::uuid AND s.id = page.id
         AND NOT s.is_test AND s.turn_no > coalesce(least(c.turn_no, c.outcome_no), 0)
     ) s
     WHERE c.standing IS NULL OR c.standing IN ('silent', 'waiting') OR c.outcome_no < c.turn_no
   ) u ON true`,
);

/** Lists which of the next `limit` sessions of an organization have uncounted turns; test sessions never have. */
export async function listUncountedSessions({ pool }: Db, params: PageParams): Promise<UncountedPage> {
  const { rows } = await pool.query<Row>(uncounted(params));
  const { lastId = null, examined = 0 } = rows[0] ?? {};
  return {
    lastId: examined < params.limit ? null : lastId,
    sessions: rows.flatMap((row) => (row.id === null ? [] : [toUncounted(row)])),
  };
}

function toUncounted(row: FoundColumns): UncountedSession {
  const { id, flowId, versionId, channelId, createdAt, status, turnNo, isWithPeople, countedVersionId } = row;
  const session = { id, flowId, versionId, channelId, createdAt, status, turnNo, isWithPeople };
  if (countedVersionId === null) return { ...session, counted: null };
  const counted = {
    versionId: countedVersionId,
    turnNo: row.countedTurnNo,
    hour: row.countedHour,
    path: row.countedPath ?? [],
    standing: row.countedStanding,
    lastAt: row.countedLastAt,
    outcomeNo: row.outcomeNo,
    outcome: row.outcome,
  };
  return { ...session, counted };
}

/** A visit to a node; `exit` is null where the flow rests or ends. */
export type StoredVisit = [nodeId: string, kind: string, exit: string | null, flow: string | null];

/** A rating with its scale. */
export type StoredRating = { value: number; min: number; max: number };

/** A turn as far as it is counted. */
export type TurnToCount = {
  sessionId: string;
  no: number;
  at: Date;
  visits: StoredVisit[] | null;
  /** The type of the event that was taken. */
  type: string;
  /** The status of the session after the turn. */
  status: SessionStatus;
  tokens: number;
  /** Millionths of a US dollar; 0 without a price. */
  costMicros: number;
  /** The ratings that the person gave; null for none. */
  ratings: StoredRating[] | null;
  /** The versions before and after, for a turn that moves its session to another version. */
  fromVersionId: string | null;
  toVersionId: string | null;
};

/** The turns of a session after one number, up to and with another one. */
export type TurnRange = { id: string; after: number; upTo: number };

const turns = defineStatement<{ orgId: string; ranges: string }>(
  'list_turns_to_count',
  `SELECT t.session_id "sessionId", t.no, t.created_at "at",
     CASE WHEN t.trace->'s' IS NOT NULL THEN
       (SELECT json_agg(json_build_array(v->0, v->1, v->2, v->3->'flow') ORDER BY i)
        FROM json_array_elements(t.trace->'s') WITH ORDINALITY AS x(v, i))
     ELSE
       (SELECT json_agg(json_build_array(v->'nodeId', v->'kind', v->'exit', v->'flow') ORDER BY i)
        FROM json_array_elements(t.trace->'steps') WITH ORDINALITY AS x(v, i))
     END visits,
     moves.type, t.status, coalesce((t.usage->>'total_tokens')::float8, 0) tokens,
     coalesce((t.usage->>'cost_micros')::float8, 0) "costMicros",
     CASE WHEN moves.type IN ('message', 'choice') THEN
       (SELECT json_agg(v->3->'answer'->'rating') FROM json_array_elements(t.trace->'s') v
        WHERE v->3->'answer'->'rating' IS NOT NULL)
     END ratings,
     CASE WHEN moves.it THEN t.event->'from'->>'id' END "fromVersionId",
     CASE WHEN moves.it THEN t.event->'to'->>'id' END "toVersionId"
   FROM json_to_recordset(:ranges::json) AS r(id uuid, after int, "upTo" int)
   JOIN turns t ON t.org_id = :orgId::uuid AND t.session_id = r.id AND t.no > r.after AND t.no <= r."upTo"
   CROSS JOIN LATERAL (
     SELECT e.type, e.type = 'version.changed' it FROM (SELECT t.event->>'type' type OFFSET 0) e
   ) moves
   ORDER BY t.session_id, t.no`,
);

/** Lists turns of sessions of an organization, in order for each session. */
export async function listTurnsToCount(
  { pool }: Db,
  { orgId, ranges }: { orgId: string; ranges: readonly TurnRange[] },
): Promise<TurnToCount[]> {
  return (await pool.query<TurnToCount>(turns({ orgId, ranges: JSON.stringify(ranges) }))).rows;
}

/** Lists the ids of all organizations. */
export async function listOrganizationIds(db: Db): Promise<string[]> {
  const rows = await listRows(db, build.selectFrom('organizations').select('id').orderBy('id'));
  return rows.map(({ id }) => id);
}
