/* Measures how fast the turns of stored sessions are counted, how large the counts are, and how fast they are read. */
import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { openDatabase } from '@/server/db/connection/client';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { countTurns } from '@/server/services/coverage/count-turns';
import { getCoverage } from '@/server/services/coverage/get-coverage';
import { getFunnel } from '@/server/services/coverage/get-funnel';
import { listSamples } from '@/server/services/coverage/list-samples';
import { actIn, addFlow, openTestPlatform } from '@/server/tools/test/platform';
import type { BenchEnv } from './bench-env';

export type CoverageOptions = { sessions: number; say: (line: string) => void };

/** The most time of processors, of this process and PostgreSQL together, for a turn. */
const MOST_MICROS = 300;
// The unit of times in /proc.
const TICK_MS = 10;
/** One session in so many has a path of its own beside the common ones. */
const RARE = 20;
const TABLES = ['coverage_sessions', 'coverage_counts', 'coverage_paths', 'coverage_visits'];

// Only the ids matter: turns are counted by their traces.
const FLOW: FlowDefinitionInput = { format: 1, start: 'done', nodes: [{ id: 'done', kind: 'end' }] };

const SESSIONS = `
  INSERT INTO sessions (org_id, id, flow_id, version_id, status, state, turn_no, message_count, created_at, last_activity_at, finished_at)
  SELECT $1, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
      || substr(md5(n::text), 4, 15))::uuid, $2, $3,
    CASE WHEN n % 10 < 7 THEN 'completed' WHEN n % 10 < 9 THEN 'expired' ELSE 'awaiting_input' END,
    json_build_object('filler', repeat('x', 800), 'n', n), CASE WHEN n % 10 < 7 THEN 3 ELSE 2 END, 5, at, at, CASE WHEN n % 10 < 9 THEN at END
  FROM (SELECT n, now() - n * interval '30 days' / $4::int AS at FROM generate_series(1, $4::int) n) made`;

const TURNS = `
  INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at, messages)
  SELECT s.org_id, s.id, n, json_build_object('type', 'message', 'text', 'Some words of a person', 'at', 1, 'inputId', s.id),
    (CASE n WHEN 1 THEN '{"s":[["hello","message","next"],["ask","question"]]}'
      WHEN 2 THEN '{"s":[["ask","question","next",{"r":1,"ok":1}],["which","condition","branch' || k % 5 || '"],["words' || k % 7 ||
        '","message","next"],' || CASE WHEN k % ${RARE} = 0 THEN '["rare' || k || '","message","next"],' ELSE '' END || '["size","question"]]}'
      ELSE '{"s":[["size","question","next",{"r":1,"ok":1}],["thanks","message","next"],["done","end"]]}' END)::json,
    s.status, '{"set":{"want":"Some words of a person"}}', n, s.created_at, '[{"d":1},{"i":"00000000-0000-0000-0000-000000000000","t":"An answer of about forty characters"}]'
  FROM sessions s CROSS JOIN LATERAL (SELECT (s.state->>'n')::int k) made CROSS JOIN LATERAL generate_series(1, s.turn_no) n
  WHERE s.org_id = $1 AND s.version_id = $2`;

/** Counts the turns of `sessions` stored sessions of 30 days; throws where it takes too much of a processor or a figure is wrong. */
export async function measureCoverage(
  testEnv: BenchEnv,
  { sessions, say }: CoverageOptions,
): Promise<string> {
  const { databaseUrl, demo } = testEnv;
  const { orgId } = demo;
  const platform = openTestPlatform(databaseUrl, { poolSize: 1 });
  const slow = openDatabase(databaseUrl, { poolSize: 1, statementTimeoutMs: 3_600_000 });
  try {
    const { flowId, versionId } = await addFlow(platform.db, orgId, FLOW);
    await slow.pool.query(SESSIONS, [orgId, flowId, versionId, sessions]);
    await slow.pool.query(TURNS, [orgId, versionId]);
    await slow.pool.query('VACUUM ANALYZE sessions, turns');
    say(`${sessions} sessions are stored`);
    const backend = await findBackend(platform.db.pool);
    const backendFrom = readBackendMs(backend);
    const counting = await clock(() => countTurns(platform, orgId));
    const own = Math.round((counting.cpuMs * 1_000) / counting.result);
    const postgres = Math.round(((readBackendMs(backend) - backendFrom) * 1_000) / counting.result);
    say(
      `${counting.result} turns counted in ${Math.round(counting.ms)} ms, ${own} + ${postgres} µs of processor each`,
    );
    if (own + postgres > MOST_MICROS) throw new Error('Counting takes too much of a processor.');
    await slow.pool.query(`VACUUM ANALYZE ${TABLES.join(', ')}`);
    const ctx = actIn(platform, orgId);
    const query = { flowId, from: new Date(Date.now() - 31 * 86_400_000).toISOString() };
    const walk = await clock(() => countTurns(platform, orgId));
    const reading = await clock(() => getCoverage(ctx, query));
    if (reading.result.sessions !== sessions)
      throw new Error(`${reading.result.sessions} sessions were counted.`);
    const funnel = await clock(() => getFunnel(ctx, { ...query, first: 'ask', second: 'done' }));
    const samples = await clock(() => listSamples(ctx, { ...query, place: 'which:branch1' }));
    return toTable([
      ['counting a turn, µs of a processor in this process', own],
      ['counting a turn, µs of a processor in PostgreSQL', postgres],
      ['a walk over all that finds nothing, ms', Math.round(walk.ms)],
      ['the counts of 30 days, ms', Math.round(reading.ms)],
      ['a funnel, ms', Math.round(funnel.ms)],
      ['ten samples, ms', Math.round(samples.ms)],
      ...(await measureSizes(slow.pool, sessions)),
    ]);
  } finally {
    await slow.close();
    await platform.close();
  }
}

async function findBackend(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() pid');
  return rows[0]?.pid ?? 0;
}

/** The processor time of a process of this machine. */
function readBackendMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function clock<T>(work: () => Promise<T>): Promise<{ result: T; ms: number; cpuMs: number }> {
  const from = performance.now();
  const used = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  return { result, ms: performance.now() - from, cpuMs: (user + system) / 1_000 };
}

async function measureSizes(pool: Pool, sessions: number): Promise<[string, number][]> {
  const sizes: [string, number][] = [];
  for (const table of TABLES) {
    const text = `SELECT pg_total_relation_size($1)::float8 bytes, (SELECT count(*)::float8 FROM ${table}) rows`;
    const { rows } = await pool.query<{ bytes: number; rows: number }>({ text, values: [table] });
    const [size] = rows;
    if (!size) continue;
    sizes.push(
      [`${table}, rows`, size.rows],
      [`${table}, bytes a session`, Math.round(size.bytes / sessions)],
    );
  }
  return sizes;
}

function toTable(rows: readonly (readonly [string, number])[]): string {
  return [
    '| figure | value |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n');
}
