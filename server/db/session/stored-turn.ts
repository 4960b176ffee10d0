/*
 * The short form of a turn's trace and changes in the database. Rows that earlier versions wrote have the complete form.
 *
 * turn/as-given  A turn that is read is the one that was stored, with the same order of keys.
 */
import type { Json, JsonObject } from '@/server/engine/json';
import type { Trace, TraceStep } from '@/server/engine/protocol';
import { isJsonObject } from '@/server/shared/json';
import { replaceKey } from '@/server/shared/replace-key';
import type { TurnChanges, TurnRow } from './row';

/** `r` stands for the phase 'resume', `ok` for the answer that accepts the text of the turn's event. */
type Details = Partial<Omit<TraceStep, 'nodeId' | 'kind' | 'exit'>> & { r?: 1; ok?: 1 };
/** `next` is by default the node of the following step, `phase` 'enter' and `flow` empty. */
type StoredStep = [nodeId: string, kind: string, exit?: string | null, details?: Details];
/** `visits` is by default the number of steps, `e`, the number of expression steps, 0 and `failure` null. */
export type StoredTrace = Partial<Omit<Trace, 'steps'>> & { s: StoredStep[]; e?: number };
/** `said` names the variables that were set to the text of the turn's event; `set` has null for them. */
export type StoredChanges = TurnChanges & { said?: string[] };
/** A turn's row, as it is stored. */
export type StoredTurn = Omit<TurnRow, 'trace' | 'changes'> & {
  trace: StoredTrace | Trace;
  changes: StoredChanges;
};

// A shorter text takes less room than the note that it is left out.
const MIN_SAID = 20;

function findText(event: Json): string | null {
  const text = isJsonObject(event) ? event.text : undefined;
  return typeof text === 'string' ? text : null;
}

/** The text of an event if it is left out of changes. */
function findSaid(event: Json): string | null {
  const text = findText(event);
  return text !== null && text.length >= MIN_SAID ? text : null;
}

/** Makes the short form of a trace; `event` is the event of its turn. */
export function toStoredTrace(trace: Trace, event: Json): StoredTrace {
  const { steps, visits, expressionSteps, failure, ...others } = trace;
  const text = findText(event);
  return {
    s: steps.map((step, index) => toStoredStep(step, steps[index + 1]?.nodeId ?? null, text)),
    ...others,
    ...(visits !== steps.length && { visits }),
    ...(expressionSteps !== 0 && { e: expressionSteps }),
    ...(failure !== null && { failure }),
  };
}

function toStoredStep(step: TraceStep, following: string | null, text: string | null): StoredStep {
  const { nodeId, kind, flow, phase, exit, next, ...others } = step;
  const details: Details = {
    ...(flow !== '' && { flow }),
    ...(phase === 'resume' ? { r: 1 } : phase !== 'enter' && { phase }),
    ...(next !== following && { next }),
    ...toStoredAnswer(others, text),
  };
  if (Object.keys(details).length > 0) return [nodeId, kind, exit, details];
  return exit === null ? [nodeId, kind] : [nodeId, kind, exit];
}

function toStoredAnswer<T extends Pick<TraceStep, 'answer'>>(others: T, text: string | null): T {
  const { answer } = others;
  if (text === null || answer?.value !== text) return others;
  const [first, , more] = Object.keys(answer);
  if (answer.accepted && first === 'accepted' && more === undefined)
    return replaceKey(others, 'answer', 'ok', 1);
  return text.length < MIN_SAID ? others : { ...others, answer: replaceKey(answer, 'value', 'said', 1) };
}

/** Makes the short form of changes; `event` is the event of their turn. */
export function toStoredChanges(changes: TurnChanges, event: Json): StoredChanges {
  const { set } = changes;
  const said = findSaid(event);
  if (said === null || !set) return changes;
  const names = Object.keys(set).filter((name) => set[name] === said);
  return names.length === 0 ? changes : { ...changes, set: fill(set, names, null), said: names };
}

/** Makes the row of a turn from its short form. */
export function toTurnRow(stored: StoredTurn): TurnRow {
  const { no, event, trace, status, changes, firstSeq, createdAt, usage } = stored;
  return {
    no,
    event,
    trace: toTrace(trace, event),
    status,
    changes: toChanges(changes, event),
    firstSeq,
    createdAt,
    usage,
  };
}

function toTrace(stored: StoredTrace | Trace, event: Json): Trace {
  if (!('s' in stored)) return stored;
  const { s, e = 0, visits = s.length, expressionSteps = e, failure = null, ...others } = stored;
  const text = findText(event);
  const steps = s.map((step, index) => toStep(step, s[index + 1]?.[0] ?? null, text));
  return { steps, ...others, visits, expressionSteps, failure };
}

function toStep(stored: StoredStep, following: string | null, text: string | null): TraceStep {
  const [nodeId, kind, exit = null, details = {}] = stored;
  const { r, flow = '', phase = r ? 'resume' : 'enter', next = following, ...others } = details;
  return { nodeId, kind, flow, phase, exit, next, ...toAnswer(others, text) };
}

function toAnswer<T extends Pick<Details, 'answer' | 'ok'>>(others: T, text: string | null): T {
  const { answer, ok } = others;
  if (ok) return replaceKey(others, 'ok', 'answer', { accepted: true, value: text });
  if (!answer || !('said' in answer)) return others;
  return { ...others, answer: replaceKey(answer, 'said', 'value', text) };
}

/** Makes the changes of a turn with this event from their short form. */
export function toChanges({ said: names, ...changes }: StoredChanges, event: Json): TurnChanges {
  if (!names) return changes;
  return { ...changes, set: fill(changes.set ?? {}, names, findSaid(event)) };
}

/** Copies an object with the values of these keys replaced, in their places. */
function fill(object: JsonObject, names: readonly string[], value: Json): JsonObject {
  const entries = Object.entries(object).map(([name, own]) => [name, names.includes(name) ? value : own]);
  return Object.fromEntries(entries);
}
