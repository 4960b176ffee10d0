import { findFirstMove } from '@/server/db/session/move';
import type { MessageRow, SessionRow, TurnRow } from '@/server/db/session/row';
import { listMessagesOfTurns } from '@/server/db/session/store';
import { listTurnPage } from '@/server/db/session/transcript-pages';
import { groupBy } from '@/server/shared/group-by';
import type { Platform } from '../../context';
import { toMessageView } from '../to-view';
import type { SessionEvent } from '../view';

/*
 * The events of a session are not stored; they are derived from its turns and messages.
 *
 * events/stable-ids  The id of an event is "<turn>-<index>". Both only grow, and a turn always has the same events.
 * events/version-then  The start has the version that the session started on, also after a move to another one.
 * events/order  Within a turn: session.started, messages received, messages sent, variables.changed, event.emitted,
 *     status.changed.
 */

type Body = SessionEvent extends infer E ? (E extends SessionEvent ? Omit<E, 'id' | 'at'> : never) : never;

/** A position in the stream, after the event `index` of the turn `turn`. */
export type EventPosition = { turn: number; index: number };

const END_OF_TURN = Number.MAX_SAFE_INTEGER;
/** The size of the turns that are read for one page (transcript/page-bytes). */
const MAX_PAGE_BYTES = 1_000_000;

export const FIRST_POSITION: EventPosition = { turn: 0, index: END_OF_TURN };

/** Parses an event's id as a position; null when it is malformed. */
export function parsePosition(eventId: string): EventPosition | null {
  const parts = /^(\d{1,9})-(\d{1,9})$/.exec(eventId);
  return parts ? { turn: Number(parts[1]), index: Number(parts[2]) } : null;
}

export type EventPage = {
  events: SessionEvent[];
  more: boolean;
  position: EventPosition;
  /** The last turn that was read; null when there is none after the position. */
  last: Pick<TurnRow, 'no' | 'status'> | null;
};

/** Reads up to `limit` events after a position, and the position after them. */
export async function readEvents(
  { db }: Platform,
  session: Pick<SessionRow, 'orgId' | 'id' | 'flowId' | 'versionId'>,
  after: EventPosition,
  limit: number,
): Promise<EventPage> {
  const key = { orgId: session.orgId, sessionId: session.id };
  const afterNo = after.index === END_OF_TURN ? after.turn : after.turn - 1;
  const read = { ...key, afterNo, limit: limit + 1, maxBytes: MAX_PAGE_BYTES };
  const { rows: turns, more: hasMoreTurns } = await listTurnPage(db, read);
  const [first] = turns;
  const last = turns.at(-1);
  if (!first || !last) return { events: [], more: false, position: after, last: null };
  const messages = await listMessagesOfTurns(db, {
    ...key,
    firstTurn: first.no,
    lastTurn: last.no,
  });
  const byTurn = groupBy(messages, ({ turnNo }) => turnNo);
  const { flowId } = session;
  const startedOn = first.no === 1 ? ((await findFirstMove(db, key))?.from ?? session.versionId) : '';
  const all = turns
    .flatMap((turn) => toEvents({ flowId, versionId: startedOn }, turn, byTurn.get(turn.no) ?? []))
    .filter(({ turn, index }) => turn > after.turn || index > after.index);
  const page = all.slice(0, limit);
  const more = all.length > limit || turns.length > limit || hasMoreTurns;
  return {
    events: page.map(({ event }) => event),
    more,
    position: toPosition(page.at(-1), all.length > limit, last.no),
    last,
  };
}

type PositionedEvent = EventPosition & { event: SessionEvent };

// A complete page ends after its last turn, even if that turn has no event.
function toPosition(last: PositionedEvent | undefined, cut: boolean, lastTurn: number): EventPosition {
  return cut && last ? { turn: last.turn, index: last.index } : { turn: lastTurn, index: END_OF_TURN };
}

function toEvents(
  session: Pick<SessionRow, 'flowId' | 'versionId'>,
  turn: TurnRow,
  messages: readonly MessageRow[],
): PositionedEvent[] {
  const { set, emitted, moved } = turn.changes;
  const { flowId, versionId } = session;
  const bodies: Body[] = [
    ...(turn.no === 1 ? [{ type: 'session.started' as const, data: { flowId, versionId } }] : []),
    ...messages.map(toMessageEvent),
    ...(set ? [{ type: 'variables.changed' as const, data: { set } }] : []),
    ...(emitted ?? []).map((data) => ({ type: 'event.emitted' as const, data })),
    ...(moved ? [{ type: 'status.changed' as const, data: { status: turn.status } }] : []),
  ];
  return bodies.map((body, index) => ({
    turn: turn.no,
    index,
    event: { id: `${turn.no}-${index}`, at: turn.createdAt, ...body },
  }));
}

function toMessageEvent(row: MessageRow): Body {
  const type = row.direction === 'inbound' ? ('message.received' as const) : ('message.sent' as const);
  return { type, data: toMessageView(row) };
}
