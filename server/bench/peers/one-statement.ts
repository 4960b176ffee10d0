import { begin, CHOICES, type FlowName, findChoice, KNOWN, RETRY, SAY } from './conversation';
import { openTables } from './hand-written';
import type { Peer, PeerOptions } from './peer';

/*
 * The hand-written server with one statement for each request. The conversation has to be in SQL for this: the next state
 * depends on the row that the statement locks.
 */

const BEGIN = `
  WITH made AS (
    INSERT INTO sessions (id, flow, status, state, message_count)
    VALUES ($1, $2, 'awaiting_input', $3, cardinality($4::text[]))
    RETURNING id, created_at
  ), written AS (
    INSERT INTO messages (session_id, seq, direction, text)
    SELECT id, no, 'outbound', text FROM made, unnest($4::text[]) WITH ORDINALITY AS reply (text, no)
  ) SELECT created_at FROM made`;

// $2 is the text, $3 the choice that it names, or null.
const SAID = `
  WITH moved AS (
    UPDATE sessions SET
      status = CASE WHEN state->>'step' = 'color' AND $3::text IS NOT NULL THEN 'completed' ELSE status END,
      state = state || CASE state->>'step'
        WHEN 'echo' THEN jsonb_build_object('said', $2::text)
        WHEN 'name' THEN jsonb_build_object('step', 'color', 'name', $2::text)
        ELSE jsonb_build_object('color', $3::text) END,
      message_count = message_count + CASE state->>'step' WHEN 'color' THEN 2 ELSE 3 END,
      updated_at = now()
    WHERE id = $1 AND status = 'awaiting_input'
    RETURNING id, flow, status, created_at, old.message_count, old.state->>'step' AS step, old.state->>'name' AS name
  ), said AS (
    SELECT id, message_count + no AS seq, no, text FROM moved, unnest(ARRAY[$2] || CASE step
      WHEN 'echo' THEN ARRAY['You said: ' || $2, $4::text]
      WHEN 'name' THEN ARRAY[CASE $2 WHEN $5::text THEN 'Welcome back, ' ELSE 'Nice to meet you, ' END || $2 || '.', $6::text]
      ELSE ARRAY[CASE WHEN $3 IS NULL THEN $7::text ELSE name || ' likes ' || $3 || '.' END]
    END) WITH ORDINALITY AS line (text, no)
  ), written AS (
    INSERT INTO messages (session_id, seq, direction, text)
    SELECT id, seq, CASE no WHEN 1 THEN 'inbound' ELSE 'outbound' END, text FROM said
  )
  SELECT flow, status, created_at, message_count, ARRAY(SELECT text FROM said WHERE no > 1 ORDER BY no) AS replies
  FROM moved`;

type Row = { flow: FlowName; status: string; created_at: Date; message_count: number; replies: string[] };

export async function openOneStatement(options: PeerOptions): Promise<Peer> {
  const pool = await openTables(options);
  return {
    begin: async (flow) => {
      const id = crypto.randomUUID();
      const { state, replies, isOver } = begin(flow);
      const values = [id, flow, state, replies];
      const { rows } = await pool.query<Row>({ name: 'begin', text: BEGIN, values });
      return { id, flow, isOver, createdAt: rows[0]?.created_at ?? new Date(), seq: 1, replies };
    },
    say: async (id, text) => {
      const values = [id, text, findChoice(text), SAY, KNOWN, CHOICES, RETRY];
      const { rows } = await pool.query<Row>({ name: 'say', text: SAID, values });
      const [row] = rows;
      if (!row) return null;
      const { flow, status, created_at: createdAt, message_count: count, replies } = row;
      return { id, flow, isOver: status === 'completed', createdAt, seq: count + 2, replies };
    },
    close: () => pool.end(),
  };
}
