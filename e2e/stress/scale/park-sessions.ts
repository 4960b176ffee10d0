import type { Pool } from 'pg';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import type { Clock } from '@/server/gateways/clock';
import { makeFlow } from '../../api/support/flows';
import { ask, requireBody } from '../../api/support/target';
import type { ServerProcess, StressEnv } from './stress-env';

/** The message of each session when its timer fires. */
export const SAID = 'Time is over. What now?';

type Duration = { amount: number; unit: 'seconds' | 'days' };

/** A flow that waits, sends a message, and waits for an answer. */
export const remindAfter = (duration: Duration): FlowDefinitionInput => ({
  format: 1,
  start: 'wait',
  nodes: [
    { id: 'wait', kind: 'wait', wait: { type: 'for', duration }, exits: { next: 'ask' } },
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: SAID }],
      answer: { type: 'text' },
      variable: 'answer',
      exits: { next: 'wait' },
    },
  ],
});

// Far longer than any suite runs.
const REMINDER = remindAfter({ amount: 30, unit: 'days' });

/** Parked sessions whose timers are all due at `dueAt`. */
export type Parked = { flowId: string; templateId: string; ids: readonly string[]; dueAt: number };

const CHUNK = 5_000;

// Copies the product's own rows of one parked session; only identifiers differ.
const COPIES = {
  sessions: `INSERT INTO sessions SELECT (jsonb_populate_record(s, jsonb_build_object('id', c.id))).*
    FROM sessions s, unnest($2::uuid[]) AS c(id) WHERE s.id = $1`,
  turns: `INSERT INTO turns SELECT (jsonb_populate_record(t, jsonb_build_object('session_id', c.id))).*
    FROM turns t, unnest($2::uuid[]) AS c(id) WHERE t.session_id = $1`,
  timers: `INSERT INTO timers SELECT (jsonb_populate_record(t, jsonb_build_object('session_id', c.id, 'due_at', $3::timestamptz))).*
    FROM timers t, unnest($2::uuid[]) AS c(id) WHERE t.session_id = $1`,
};

export type Parking = {
  count: number;
  /** The delay until the timers are due, or the time to write them if longer. */
  leadMs: number;
  /** Awaited before the timers are set. */
  ready: Promise<unknown>;
};

/** Parks one session through the API and copies its rows. */
export async function parkSessions(
  { platform, orgId, apiKey }: StressEnv,
  { baseUrl }: ServerProcess,
  { count, leadMs, ready }: Parking,
): Promise<Parked> {
  const { ids: makeId, clock, db } = platform;
  const target = { baseUrl, orgId, apiKey };
  const { id: flowId } = await makeFlow(target, REMINDER);
  const path = `/cgw/process/v1/orgs/${orgId}/flows/${flowId}/sessions`;
  const begun = await ask<{ sessionId: string }>(target, 'POST', path, { body: {} });
  const templateId = requireBody(begun, 201).sessionId;
  await requirePlain(db.pool, templateId);
  const ids = Array.from({ length: count }, () => makeId.uuid(clock.now()));
  await copy(db.pool, [COPIES.sessions, COPIES.turns], templateId, ids);
  await ready;
  const dueAt = await setTimers(db.pool, templateId, ids, { clock, leadMs });
  return { flowId, templateId, ids, dueAt };
}

type Lead = { clock: Clock; leadMs: number };

/** Sets all timers to one due time in one transaction and returns it, so that workers see all of them or none. */
async function setTimers(
  pool: Pool,
  templateId: string,
  ids: readonly string[],
  { clock, leadMs }: Lead,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const dueAt = clock.now() + leadMs;
    await copy(client, [COPIES.timers], templateId, ids, [new Date(dueAt)]);
    // Autovacuum would do this within minutes.
    await client.query('ANALYZE sessions, turns, timers');
    const seenAt = clock.now();
    await client.query('COMMIT');
    return Math.max(dueAt, seenAt);
  } finally {
    // A checkpoint writes everything to disk.
    client.release(true);
  }
}

/** A parked session has no messages and one timer; there is nothing else to copy. */
async function requirePlain(pool: Pool, id: string): Promise<void> {
  const { rows } = await pool.query<{ messages: number; timers: number }>(
    `SELECT (SELECT count(*)::int FROM messages WHERE session_id = $1) messages,
            (SELECT count(*)::int FROM timers WHERE session_id = $1) timers`,
    [id],
  );
  if (rows[0]?.messages !== 0 || rows[0].timers !== 1)
    throw new Error(`no such copy: ${JSON.stringify(rows)}`);
}

async function copy(
  pool: Pick<Pool, 'query'>,
  statements: readonly string[],
  templateId: string,
  ids: readonly string[],
  more: readonly unknown[] = [],
): Promise<void> {
  for (let from = 0; from < ids.length; from += CHUNK) {
    const values = [templateId, ids.slice(from, from + CHUNK), ...more];
    for (const statement of statements) await pool.query(statement, values);
  }
}
