import type { TurnCommit, TurnExtras } from '@/server/db/commit-turn';
import type { MessageRow, SessionRow, TurnChanges } from '@/server/db/session-row';
import type { Json, JsonObject } from '@/server/engine/json';
import type { Effect, EngineEvent, RunResult } from '@/server/engine/protocol';
import type { Said } from '@/server/engine/said';
import type { SessionState } from '@/server/engine/session';
import type { Clock } from '@/server/gateways/clock';
import type { Ids } from '@/server/gateways/ids';
import { leaseOf } from './call-lease';
import type { HeardContent } from './view';

type Making = { ids: Ids; clock: Clock; processId: string };

export type TurnInput = {
  /** The session before the turn. */
  before: SessionRow;
  event: EngineEvent;
  result: RunResult;
  idempotencyKey: string | null;
  endedEffect: string | null;
  endedTimer: string | null;
};

/** Turns what the engine made of an event into what is written down. */
export function makeTurn({ ids, clock, processId }: Making, input: TurnInput): TurnCommit {
  const { before, event, result } = input;
  const { state, said, effects } = result;
  const at = new Date(clock.now());
  const no = before.turnNo + 1;
  const lines = [...heardLines(event), ...said.map(toLine)];
  const messages = lines.map((line, index) => ({
    ...line,
    seq: before.messageCount + 1 + index,
    id: ids.uuid(at.getTime()),
    turnNo: no,
    createdAt: at,
  }));
  const session: SessionRow = {
    ...before,
    state,
    status: state.status,
    turnNo: no,
    messageCount: before.messageCount + messages.length,
    lastActivityAt: at,
    finishedAt: isFinished(state) ? at : null,
  };
  const changes = toChanges(before, state, effects);
  const firstSeq = before.messageCount + 1;
  const turn = {
    no,
    event: event as unknown as Json,
    trace: result.trace,
    status: state.status,
    changes,
    firstSeq,
    createdAt: at,
  };
  return { session, turn, messages, extras: toExtras(input, session, at), processId };
}

function isFinished({ status }: SessionState): boolean {
  return status === 'completed' || status === 'failed';
}

type Line = Pick<MessageRow, 'direction' | 'kind' | 'content' | 'inputId' | 'nodeId'>;

function heardLines(event: EngineEvent): Line[] {
  const heard = toHeard(event);
  if (!heard) return [];
  const text = heard.type === 'text' ? heard.text : (heard.failReason ?? heard.status);
  const content = { content: heard as unknown as Json, text };
  return [{ direction: 'inbound', kind: heard.type, content, inputId: inputIdOf(event), nodeId: null }];
}

function inputIdOf(event: EngineEvent): string | null {
  return ('inputId' in event && event.inputId) || null;
}

function toHeard(event: EngineEvent): HeardContent | null {
  switch (event.type) {
    case 'message':
      return { type: 'text', text: event.text, ...(event.value !== undefined && { value: event.value }) };
    case 'choice':
      return { type: 'text', text: event.value };
    case 'transfer.completed': {
      const { status, failReason } = event;
      return { type: 'transfer', status, ...(failReason !== undefined && { failReason }) };
    }
    default:
      return null;
  }
}

function toLine({ content, text, expected, inputId, nodeId }: Said): Line {
  const stored = { content: content as unknown as Json, text, ...(expected && { expected }) };
  return { direction: 'outbound', kind: content.type, content: stored, inputId, nodeId };
}

function toChanges(before: SessionRow, after: SessionState, effects: readonly Effect[]): TurnChanges {
  const set = toSet(before.state.frames[0]?.variables ?? {}, after.frames[0]?.variables ?? {});
  const emitted = effects.flatMap((effect) =>
    effect.type === 'event.emit' ? [{ name: effect.name, payload: effect.payload }] : [],
  );
  const moved = before.turnNo === 0 || before.status !== after.status;
  return { ...(set && { set }), ...(emitted.length > 0 && { emitted }), ...(moved && { moved }) };
}

function toSet(before: JsonObject, after: JsonObject): JsonObject | null {
  const changed = Object.entries(after).filter(([name, value]) => !isSame(before[name], value));
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

function toExtras(input: TurnInput, session: SessionRow, at: Date): TurnExtras | null {
  const { event, result, idempotencyKey, endedEffect, endedTimer } = input;
  const needed = result.effects.some(({ type }) => type !== 'event.emit');
  if (!needed && !session.finishedAt && !idempotencyKey && !endedEffect && !endedTimer) return null;
  const timers = new Map<string, Date | null>(endedTimer ? [[endedTimer, null]] : []);
  for (const effect of result.effects) {
    if (effect.type === 'timer.set') timers.set(effect.key, new Date(effect.dueAt));
    if (effect.type === 'timer.cancel') timers.set(effect.key, null);
  }
  return {
    effects: result.effects.flatMap((effect) =>
      effect.type === 'http.call'
        ? [{ key: effect.key, request: effect.request, leaseUntil: leaseOf(effect.request, at.getTime()) }]
        : [],
    ),
    timers: [...timers].flatMap(([key, dueAt]) => (dueAt ? [{ key, dueAt }] : [])),
    endedTimers: [...timers].flatMap(([key, dueAt]) => (dueAt ? [] : [key])),
    endedEffects: endedEffect ? [endedEffect] : [],
    idempotencyKey,
    inputId: inputIdOf(event),
  };
}
