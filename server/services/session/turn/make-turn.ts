import type { MessageRow, SessionRow, TurnChanges, TurnRow } from '@/server/db/session/row';
import { toStoredJson } from '@/server/db/statement/stored-json';
import type { TurnCommit } from '@/server/db/turn/commit';
import type { Json, JsonObject } from '@/server/engine/json';
import type { Effect } from '@/server/engine/protocol';
import type { SessionState } from '@/server/engine/session';
import { maskTrace } from './mask-turn';
import { toNextSession } from './next-session';
import type { ExecutedStep } from './run-steps';
import { toInboundLines, toOutboundLine } from './transcript-lines';
import { toExtras } from './turn-extras';
import { isSuggestionsOnly, type Making, type TurnInput } from './turn-input';
import type { TranscriptLine } from './turn-step';

/** Turns what the engine made of the steps into what is written down. */
export function makeTurn(making: Making, input: TurnInput): TurnCommit {
  const { before, steps } = input;
  const at = new Date(making.clock.now());
  const session = toNextSession(input, at);
  const messages: MessageRow[] = [];
  const turns: TurnRow[] = [];
  let state: SessionState = before.state;
  for (const [index, ran] of steps.entries()) {
    const no = before.turnNo + 1 + index;
    const firstSeq = before.messageCount + 1 + messages.length;
    const said = isSuggestionsOnly(input.channel) ? [] : ran.result.messages;
    const lines = [...toInboundLines(ran.step), ...said.map(toOutboundLine)];
    messages.push(
      ...lines.map((line, place) => toMessage(making, session, line, { no, at, seq: firstSeq + place })),
    );
    const moved = no === 1 || index === steps.length - 1;
    turns.push({
      no,
      event: ran.step.event as unknown as Json,
      // Who may read a session need not know what its flow calls with.
      trace: maskTrace(ran.result.trace),
      status: statusAfter(ran),
      changes: toChanges(
        state,
        ran.result,
        moved && (before.turnNo === 0 || before.status !== session.status),
      ),
      firstSeq,
      createdAt: at,
      usage: ran.step.usage ?? null,
    });
    state = ran.result.state;
  }
  const kept: SessionRow = { ...session, messageCount: before.messageCount + messages.length };
  return {
    beforeTurn: before.turnNo,
    beforeDirect: before.direct?.inputId ?? null,
    session: kept,
    stateText: toStoredJson(kept.state),
    turns,
    messages,
    extras: toExtras(making, { ...input, session: kept, turns, messages, at }),
    processId: making.processId,
  };
}

function statusAfter({ step, result }: ExecutedStep): SessionRow['status'] {
  return step.event.type === 'session.ended' ? 'ended' : result.state.status;
}

type Place = { no: number; at: Date; seq: number };

function toMessage(
  { ids }: Making,
  session: SessionRow,
  line: TranscriptLine,
  { no, at, seq }: Place,
): MessageRow {
  const { direction, kind, content, inputId, nodeId } = line;
  return {
    seq,
    id: line.id ?? ids.uuid(at.getTime()),
    turnNo: no,
    direction,
    kind,
    content: isDirect(session, line, at) ? { ...content, direct: true } : content,
    inputId,
    nodeId,
    createdAt: at,
  };
}

/** Tells whether a line goes back to its caller in the response. */
function isDirect({ direct }: SessionRow, { direction, inputId }: TranscriptLine, at: Date): boolean {
  if (!direct || direction === 'inbound') return false;
  return inputId === direct.inputId && at.getTime() <= direct.until;
}

type Outcome = Pick<ExecutedStep['result'], 'state' | 'effects'>;

function toChanges(before: SessionState, { state, effects }: Outcome, moved: boolean): TurnChanges {
  const set = toSet(before.frames[0]?.variables ?? {}, state.frames[0]?.variables ?? {});
  const emitted = effects.flatMap((effect: Effect) =>
    effect.type === 'event.emit' ? [{ name: effect.name, payload: effect.payload }] : [],
  );
  return { ...(set && { set }), ...(emitted.length > 0 && { emitted }), ...(moved && { moved }) };
}

function toSet(before: JsonObject, after: JsonObject): JsonObject | null {
  const changed = Object.entries(after).filter(
    ([name, value]) => !isSame(Object.hasOwn(before, name) ? before[name] : undefined, value),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

// A turn shares the values it leaves alone, so most comparisons end at once.
function isSame(before: Json | undefined, after: Json): boolean {
  if (before === after) return true;
  return (
    typeof before === 'object' &&
    typeof after === 'object' &&
    JSON.stringify(before) === JSON.stringify(after)
  );
}
