import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import { MESSAGE_COLUMNS, type MessageRow, TURN_COLUMNS, type TurnRow } from './row';
import type { SessionKey } from './store';
import { type StoredTurn, toTurnRow } from './stored-turn';
import { TURN_AFTER_SEQ } from './turn-after-seq';

/*
 * transcript/page-bytes  A page holds rows up to a number of bytes, and one row at least. A row may have half a
 *    megabyte, and two hundred of them would hold the process for as long as it takes to read and write them.
 *
 * By hand: event streams send one of them after every turn, and a builder would be raw SQL but for its frame.
 */

type Bounds = { limit: number; maxBytes: number };
type Sized<Row> = Row & { found: number };

/** The rows of one page; `more` is set when others follow. */
export type RowPage<Row> = { rows: Row[]; more: boolean };

/** How much larger a step of a trace is than its stored form. */
const STEP_BYTES = 80;

const turnPage = defineStatement<SessionKey & Bounds & { afterNo: number }>(
  'list_turn_page',
  `WITH page AS (
     SELECT t.* FROM turns t
     WHERE t.org_id = :orgId AND t.session_id = :sessionId AND t.no > :afterNo ORDER BY t.no LIMIT :limit::int + 1
   ), sized AS (
     SELECT p.*, count(*) OVER ()::int found,
       sum(octet_length(p.event::text) + octet_length(p.trace::text) + ${STEP_BYTES} * coalesce(json_array_length(p.trace->'s'), 0))
         OVER (ORDER BY p.no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) size_before
     FROM page p
   )
   SELECT ${TURN_COLUMNS}, t.found FROM sized t
   WHERE coalesce(t.size_before, 0) < :maxBytes::int ORDER BY t.no LIMIT :limit`,
);

/** Lists a page of turns after number `afterNo` (transcript/page-bytes). */
export async function listTurnPage(
  { pool }: Db,
  params: SessionKey & Bounds & { afterNo: number },
): Promise<RowPage<TurnRow>> {
  const { rows, more } = toRowPage((await pool.query<Sized<StoredTurn>>(turnPage(params))).rows);
  return { rows: rows.map(toTurnRow), more };
}

const messagePage = defineStatement<SessionKey & Bounds & { afterSeq: number }>(
  'list_message_page',
  `WITH page AS (
     SELECT m.* FROM messages m
     WHERE m.org_id = :orgId AND m.session_id = :sessionId AND m.turn_no >= ${TURN_AFTER_SEQ} AND m.seq > :afterSeq
     ORDER BY m.turn_no, m.seq LIMIT :limit::int + 1
   ), sized AS (
     SELECT p.*, count(*) OVER ()::int found,
       sum(octet_length(p.content::text))
         OVER (ORDER BY p.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) size_before
     FROM page p
   )
   SELECT ${MESSAGE_COLUMNS}, m.found FROM sized m
   WHERE coalesce(m.size_before, 0) < :maxBytes::int ORDER BY m.seq LIMIT :limit`,
);

/** Lists a page of messages after `afterSeq` (transcript/page-bytes). */
export async function listMessagePage(
  { pool }: Db,
  params: SessionKey & Bounds & { afterSeq: number },
): Promise<RowPage<MessageRow>> {
  return toRowPage((await pool.query<Sized<MessageRow>>(messagePage(params))).rows);
}

function toRowPage<Row>(rows: Sized<Row>[]): RowPage<Row> {
  return { rows, more: (rows[0]?.found ?? 0) > rows.length };
}
