import type { Pool } from 'pg';
import { randomIds } from '@/server/gateways/ids';

export type Filled = { orgId: string; flowIds: string[]; channelId: string; someSessionId: string };

/** Fills a database with an organization of `count` sessions, three messages each, the newest a second old. */
export async function fillSessions(pool: Pool, count: number): Promise<Filled> {
  const id = () => randomIds.uuid(Date.now());
  const [orgId, channelId] = [id(), id()];
  await pool.query('INSERT INTO organizations (id, slug, name) VALUES ($1, $2, $3)', [
    orgId,
    'measured',
    'Measured',
  ]);
  const flowIds = await Promise.all(Array.from({ length: 12 }, (_, n) => addFlow(pool, orgId, n)));
  await pool.query(
    `INSERT INTO channels (org_id, id, kind, name, flow_id) VALUES ($1, $2, 'flowrest', 'Shop', $3)`,
    [orgId, channelId, flowIds[0]],
  );
  await pool.query(THREADS, [orgId, channelId, Math.floor(count / 5)]);
  await pool.query('ANALYZE threads');
  await pool.query(SESSIONS, [orgId, count, channelId]);
  await pool.query('ANALYZE sessions');
  await pool.query(TURNS, [orgId]);
  await pool.query('ANALYZE');
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM sessions ORDER BY created_at LIMIT 1');
  return { orgId, flowIds, channelId, someSessionId: rows[0]?.id ?? '' };
}

async function addFlow(pool: Pool, orgId: string, n: number): Promise<string> {
  const [flowId, versionId] = [randomIds.uuid(Date.now()), randomIds.uuid(Date.now())];
  const draft = JSON.stringify({ format: 1, start: 'a', nodes: [{ id: 'a', kind: 'end' }] });
  await pool.query(
    'INSERT INTO flows (org_id, id, slug, name, draft, updated_at) VALUES ($1, $2, $3, $4, $5, now())',
    [orgId, flowId, `flow-${n}`, `Flow ${n}`, draft],
  );
  await pool.query(
    `INSERT INTO flow_versions (org_id, id, flow_id, kind, number, definition, links) VALUES ($1, $2, $3, 'published', 1, $4, '{}')`,
    [orgId, versionId, flowId, draft],
  );
  return flowId;
}

const THREADS = `
  INSERT INTO threads (org_id, id, channel_id, external_id, profile, created_at, last_activity_at)
  SELECT $1, gen_random_uuid(), $2, 'thread-' || n, json_build_object('fullName', 'Person ' || n), now(), now()
  FROM generate_series(1, $3::int) n`;

// Most are completed, few failed, some wait, and the newest are most likely active.
const SESSIONS = `
  INSERT INTO sessions (org_id, id, flow_id, version_id, status, is_test, channel, external_id, metadata, state, turn_no,
    message_count, created_at, last_activity_at, expires_at, finished_at, channel_id, thread_id, waiting_since)
  SELECT $1, gen_random_uuid(), v.flow_id, v.id,
    made.status::text, n % 50 = 7, CASE WHEN t.id IS NULL THEN (ARRAY['api','web','kiosk'])[1 + n % 3] ELSE 'flowrest' END,
    coalesce(t.external_id, 'order-' || n), '{}',
    json_build_object('format', 1, 'seed', n, 'status', made.status, 'control', 'flow', 'turn', 3, 'visits', 4, 'frames',
      json_build_array(json_build_object('flow', '', 'node', 'ask', 'variables',
        json_build_object('note', repeat('abcdefgh', 60), 'n', n), 'loops', '{}'::json)),
      'wait', null, 'inputId', null, 'inbox', '[]'::json, 'output', null, 'failure', null),
    3, 3, made.at, made.at, NULL, CASE WHEN made.status LIKE 'awaiting%' THEN NULL ELSE made.at END,
    CASE WHEN t.id IS NULL THEN NULL ELSE $3::uuid END, t.id, CASE WHEN n % 900 = 3 THEN made.at END
  FROM generate_series(1, $2::int) n
  CROSS JOIN LATERAL (SELECT now() - n * interval '1 second' AS at, CASE
    WHEN n % 997 = 0 THEN 'failed' WHEN n % 40 = 1 THEN 'awaiting_input' WHEN n % 300 = 2 THEN 'awaiting_transfer'
    WHEN n % 9 = 4 THEN 'expired' ELSE 'completed' END AS status) made
  JOIN LATERAL (SELECT id, flow_id FROM flow_versions WHERE org_id = $1 ORDER BY id OFFSET n % 12 LIMIT 1) v ON true
  LEFT JOIN threads t ON n % 5 = 0 AND t.org_id = $1 AND t.channel_id = $3::uuid AND t.external_id = 'thread-' || (n / 5)`;

const TURNS = `
  INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at, messages)
  SELECT s.org_id, s.id, n, '{"type":"message"}', '{"s":[["ask","question","next"]]}', 'awaiting_input', '{}', n, s.created_at,
    json_build_array(json_strip_nulls(json_build_object('i', gen_random_uuid(), 'd', CASE WHEN n = 2 THEN 1 END, 't', words)))
  FROM sessions s CROSS JOIN generate_series(1, 3) n
  CROSS JOIN LATERAL (SELECT 'Message ' || n || ' about ' || s.external_id || ', which is neither short nor very long' words) said
  WHERE s.org_id = $1`;
