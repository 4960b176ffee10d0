// By hand: sums over the places of paths, for which a builder would be raw SQL but for its frame.
import type { Db } from '../connection/transaction';
import type { Direction } from '../statement/checked-values';
import { defineStatement } from '../statement/statement';

/** The longest text of a sample. */
const SAMPLE_CHARS = 500;

/** The sessions that began on a version in `from` ≤ hour < `to`; live ones that are silent since `silentSince` have stopped. */
export type CoverageSpan = { orgId: string; versionId: string; from: Date; to: Date; silentSince: Date };

// The paths that sessions took, with the number of those that stopped at their end and of the others.
const TAKEN = `
taken AS (
  SELECT c.path_id, c.stopped, sum(c.sessions) sessions FROM coverage_counts c
  WHERE c.org_id = :orgId::uuid AND c.version_id = :versionId::uuid AND c.hour >= :from::timestamptz AND c.hour < :to::timestamptz
  GROUP BY 1, 2
  UNION ALL
  SELECT s.path_id, s.standing = 'silent' AND s.last_at <= :silentSince::timestamptz, count(*) FROM coverage_sessions s
  WHERE s.org_id = :orgId::uuid AND s.version_id = :versionId::uuid AND s.hour >= :from::timestamptz AND s.hour < :to::timestamptz
    AND s.standing IN ('silent', 'waiting')
  GROUP BY 1, 2
), paths AS MATERIALIZED (
  SELECT p.path, sum(t.sessions) sessions, coalesce(sum(t.sessions) FILTER (WHERE t.stopped), 0) stopped
  FROM taken t
  JOIN coverage_paths p ON p.org_id = :orgId::uuid AND p.version_id = :versionId::uuid AND p.id = t.path_id
  GROUP BY p.org_id, p.version_id, p.id
)`;

/** The sessions that passed a node or an exit, and those that stopped there; an empty place stands for the version. */
export type PlaceCount = { place: string; sessions: number; stopped: number; lastAt: Date | null };

const places = defineStatement<CoverageSpan>(
  'list_coverage_places',
  `WITH ${TAKEN}
   SELECT '' place, coalesce(sum(sessions), 0)::float8 sessions, coalesce(sum(stopped), 0)::float8 stopped,
     (SELECT max(v.last_at) FROM coverage_visits v WHERE v.org_id = :orgId::uuid AND v.version_id = :versionId::uuid) "lastAt"
   FROM paths
   UNION ALL
   SELECT coalesce(c.place, v.place), coalesce(c.sessions, 0), coalesce(c.stopped, 0), v.last_at
   FROM (
     SELECT u.place, sum(paths.sessions)::float8 sessions,
       coalesce(sum(paths.stopped) FILTER (
         WHERE u.place IN (paths.path[cardinality(paths.path)], split_part(paths.path[cardinality(paths.path)], ':', 1))
       ), 0)::float8 stopped
     FROM paths CROSS JOIN LATERAL (
       SELECT x place FROM unnest(paths.path) x UNION SELECT split_part(x, ':', 1) FROM unnest(paths.path) x
     ) u
     GROUP BY u.place
   ) c
   FULL JOIN (
     SELECT v.place, v.last_at FROM coverage_visits v WHERE v.org_id = :orgId::uuid AND v.version_id = :versionId::uuid
   ) v ON v.place = c.place`,
);

/** Lists the counts of a version, of each node that was ever passed (`<node>`) and of each exit (`<node>:<exit>`). */
export async function listPlaceCounts({ pool }: Db, span: CoverageSpan): Promise<PlaceCount[]> {
  return (await pool.query<PlaceCount>(places(span))).rows;
}

/** How many sessions passed one place, and how many of those passed another one afterwards. */
export type FunnelCount = { passed: number; reached: number };

type Funnel = CoverageSpan & { first: string; second: string };

// An exit is left after its node was entered, so both may have the same place in a path.
const funnel = defineStatement<Funnel>(
  'count_coverage_funnel',
  `WITH ${TAKEN}
   SELECT coalesce(sum(paths.sessions), 0)::float8 passed,
     coalesce(sum(paths.sessions) FILTER (
       WHERE b.at > a.at OR b.at = a.at AND strpos(:first::text, ':') = 0 AND strpos(:second::text, ':') > 0
     ), 0)::float8 reached
   FROM paths
   CROSS JOIN LATERAL (
     SELECT min(i) at FROM unnest(paths.path) WITH ORDINALITY AS x(place, i)
     WHERE :first::text IN (x.place, split_part(x.place, ':', 1))
   ) a
   CROSS JOIN LATERAL (
     SELECT max(i) at FROM unnest(paths.path) WITH ORDINALITY AS x(place, i)
     WHERE :second::text IN (x.place, split_part(x.place, ':', 1))
   ) b
   WHERE a.at IS NOT NULL`,
);

/** Counts the sessions that passed `first`, and those of them that passed `second` afterwards. */
export async function countFunnel({ pool }: Db, params: Funnel): Promise<FunnelCount> {
  return (await pool.query<FunnelCount>(funnel(params))).rows[0] ?? { passed: 0, reached: 0 };
}

type SamplesOf = Omit<CoverageSpan, 'silentSince'> & { place: string; limit: number };

const samples = defineStatement<SamplesOf>(
  'list_coverage_samples',
  `SELECT s.session_id id, s.turn_no "turnNo" FROM coverage_paths p
   JOIN coverage_sessions s ON s.org_id = :orgId::uuid AND s.version_id = :versionId::uuid AND s.path_id = p.id
   WHERE p.org_id = :orgId::uuid AND p.version_id = :versionId::uuid
     AND EXISTS (SELECT FROM unnest(p.path) x WHERE :place::text IN (x, split_part(x, ':', 1)))
     AND s.hour >= :from::timestamptz AND s.hour < :to::timestamptz
   ORDER BY s.hour DESC, s.session_id DESC LIMIT :limit::int`,
);

/** A session that passed a place, with the number of its last counted turn. */
export type SampledSession = { id: string; turnNo: number };

/** Lists the newest sessions that passed a place and still exist. */
export async function listSampledSessions({ pool }: Db, params: SamplesOf): Promise<SampledSession[]> {
  return (await pool.query<SampledSession>(samples(params))).rows;
}

/** A line of the transcript in the turn that passed a place. */
export type SampleLine = { sessionId: string; turnNo: number; direction: Direction; text: string; at: Date };

const lines = defineStatement<{ orgId: string; turns: string }>(
  'list_coverage_sample_lines',
  `SELECT m.session_id "sessionId", m.turn_no "turnNo", m.direction, left(m.text, ${SAMPLE_CHARS}) "text", m.created_at "at"
   FROM json_to_recordset(:turns::json) AS r(id uuid, no int)
   JOIN messages m ON m.org_id = :orgId::uuid AND m.session_id = r.id AND m.turn_no = r.no
   ORDER BY m.session_id, m.turn_no, m.seq`,
);

/** Lists what was said in turns, each text cut to 500 characters. */
export async function listSampleLines(
  { pool }: Db,
  { orgId, turns }: { orgId: string; turns: readonly { id: string; no: number }[] },
): Promise<SampleLine[]> {
  return (await pool.query<SampleLine>(lines({ orgId, turns: JSON.stringify(turns) }))).rows;
}
