import { Pool } from 'pg';

const SESSIONS = `
  INSERT INTO sessions
  SELECT made.* FROM sessions s, generate_series(1, $2::int) n, LATERAL json_populate_record(s, json_build_object(
    'id', gen_random_uuid(), 'created_at', s.created_at - n * interval '1 second')) made
  WHERE s.id = $1`;

const TURNS = `
  INSERT INTO turns
  SELECT made.* FROM turns one JOIN sessions s ON s.id <> one.session_id,
    LATERAL json_populate_record(one, json_build_object('session_id', s.id)) made
  WHERE one.session_id = $1`;

/**
 * Stores `count` copies of the session `likeId`, which must be the only one, and returns the ids of `some` of them.
 */
export async function storeSessions(
  databaseUrl: string,
  { likeId, count, some }: { likeId: string; count: number; some: number },
): Promise<string[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await pool.query(SESSIONS, [likeId, count]);
    await pool.query(TURNS, [likeId]);
    await pool.query('VACUUM ANALYZE');
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM sessions WHERE id <> $1 ORDER BY md5(id::text) LIMIT $2',
      [likeId, some],
    );
    return rows.map(({ id }) => id);
  } finally {
    await pool.end();
  }
}
