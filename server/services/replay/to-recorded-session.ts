import type { RecordedSessionRow, StoredResultsRow } from '@/server/db/session/recorded';
import type { MessageRow } from '@/server/db/session/row';
import { type StoredState, toState } from '@/server/db/session/stored-state';
import { type StoredChanges, toChanges } from '@/server/db/session/stored-turn';
import type {
  RecordedEvent,
  RecordedSession,
  RecordedStatus,
  RecordedTurn,
} from '@/server/engine/replay/recording';

type StoredResult = { status: RecordedStatus; changes: StoredChanges };
type StoredMessage = Pick<MessageRow, 'turnNo' | 'nodeId' | 'inputId' | 'content'>;

export type RecordedInput = { row: RecordedSessionRow; stored: StoredResultsRow | null; readAt: number };

/** Makes the recorded session of its rows; `stored` adds what was stored of the turns. */
export function toRecordedSession({ row, stored, readAt }: RecordedInput): RecordedSession {
  const { id, seed: ownSeed, status, finishedAt } = row;
  const seed = ownSeed ?? id;
  const events = JSON.parse(row.events ?? '[]') as RecordedEvent[];
  const end = { status, at: finishedAt?.getTime() ?? readAt };
  if (!stored) return { seed, turns: events.map((event) => ({ event })), end };
  const state = toState(JSON.parse(stored.state) as StoredState, id);
  return { seed, turns: toTurns(events, row, stored), end: { ...end, state } };
}

function toTurns(
  events: readonly RecordedEvent[],
  { roomMode }: RecordedSessionRow,
  stored: StoredResultsRow,
): RecordedTurn[] {
  const results = JSON.parse(stored.results ?? '[]') as StoredResult[];
  const messages = JSON.parse(stored.messages ?? '[]') as StoredMessage[];
  const byTurn = new Map<number, StoredMessage[]>();
  for (const message of messages)
    byTurn.set(message.turnNo, [...(byTurn.get(message.turnNo) ?? []), message]);
  return events.map((event, index) => {
    const result = results[index];
    if (!result) return { event };
    const { set = {}, emitted = [] } = toChanges(result.changes, event);
    const sent = (byTurn.get(index + 1) ?? []).map(toMessage);
    // The transcript of a flow that only suggests does not hold its messages.
    const isKept = roomMode !== 'suggestions';
    return { event, status: result.status, ...(isKept && { messages: sent }), set, emitted };
  });
}

function toMessage({
  nodeId,
  inputId,
  content: stored,
}: StoredMessage): NonNullable<RecordedTurn['messages']>[number] {
  const { content, text, expected } = stored;
  return { nodeId, inputId, content, text, ...(expected && { expected }) };
}
