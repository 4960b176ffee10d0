/*
 * The short form of a turn's trace and changes in the database. Rows that earlier versions wrote have the complete form.
 *
 * turn/as-given  A turn that is read is the one that was stored, with the same order of keys.
 */
import type { Json, JsonObject } from '@/server/engine/json';
import type { Trace, TraceStep } from '@/server/engine/protocol';
import { isJsonObject } from '@/server/shared/json';
import type { TurnChanges, TurnRow } from './row';

type Details = Partial<Omit<TraceStep, 'nodeId' | 'kind' | 'exit'>>;
/** `next` is by default the node of the following step, `phase` 'enter' and `flow` empty. */
type StoredStep = [nodeId: string, kind: string, exit?: string | null, details?: Details];
/** `visits` is by default the number of steps, `expressionSteps` 0 and `failure` null. */
export type StoredTrace = Partial<Omit<Trace, 'steps'>> & { s: StoredStep[] };
/** `said` names the variables that were set to the text of the turn's event; `set` has null for them. */
export type StoredChanges = TurnChanges & { said?: string[] };
/** A turn's row, as it is stored. */
export type StoredTurn = Omit<TurnRow, 'trace' | 'changes'> & {
  trace: StoredTrace | Trace;
  changes: StoredChanges;
};

// A shorter text takes less room than the note that it is left out.
const MIN_SAID = 20;

/** The text of an event if it is left out of trace and changes. */
function findSaid(event: Json): string | null {
  const text = isJsonObject(event) ? event.text : undefined;
  return typeof text === 'string' && text.length >= MIN_SAID ? text : null;
}

/** Makes the short form of a trace; `event` is the event of its turn. */
export function toStoredTrace(trace: Trace, event: Json): StoredTrace {
  const { steps, visits, expressionSteps, failure, ...others } = trace;
  const said = findSaid(event);
  return {
    s: steps.map((step, index) => toStoredStep(step, steps[index + 1]?.nodeId ?? null, said)),
    ...others,
    ...(visits !== steps.length && { visits }),
    ...(expressionSteps !== 0 && { expressionSteps }),
    ...(failure !== null && { failure }),
  };
}

function toStoredStep(step: TraceStep, following: string | null, said: string | null): StoredStep {
  const { nodeId, kind, flow, phase, exit, next, ...others } = step;
  const { answer } = others;
  if (said !== null && answer?.value === said) others.answer = replaceKey(answer, 'value', 'said', 1);
  const details: Details = {
    ...(flow !== '' && { flow }),
    ...(phase !== 'enter' && { phase }),
    ...(next !== following && { next }),
    ...others,
  };
  if (Object.keys(details).length > 0) return [nodeId, kind, exit, details];
  return exit === null ? [nodeId, kind] : [nodeId, kind, exit];
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
  const { s, visits = s.length, expressionSteps = 0, failure = null, ...others } = stored;
  const said = findSaid(event);
  const steps = s.map((step, index) => toStep(step, s[index + 1]?.[0] ?? null, said));
  return { steps, ...others, visits, expressionSteps, failure };
}

function toStep(stored: StoredStep, following: string | null, said: string | null): TraceStep {
  const [nodeId, kind, exit = null, details = {}] = stored;
  const { flow = '', phase = 'enter', next = following, ...others } = details;
  const { answer } = others;
  if (answer && 'said' in answer) others.answer = replaceKey(answer, 'said', 'value', said);
  return { nodeId, kind, flow, phase, exit, next, ...others };
}

function toChanges({ said: names, ...changes }: StoredChanges, event: Json): TurnChanges {
  if (!names) return changes;
  return { ...changes, set: fill(changes.set ?? {}, names, findSaid(event)) };
}

/** Copies an object with one key and its value replaced, in its place. */
function replaceKey<T extends object>(object: T, key: string, by: string, value: Json): T {
  const entries = Object.entries(object).map((entry) => (entry[0] === key ? [by, value] : entry));
  return Object.fromEntries(entries) as T;
}

/** Copies an object with the values of these keys replaced, in their places. */
function fill(object: JsonObject, names: readonly string[], value: Json): JsonObject {
  const entries = Object.entries(object).map(([name, own]) => [name, names.includes(name) ? value : own]);
  return Object.fromEntries(entries);
}
