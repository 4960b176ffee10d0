/**
 * The exact comparison of a replay with what was stored.
 *
 * replay/exact: a session on the version that it ran on gives the bytes that were stored.
 */
import { toStoredJson } from '@/server/shared/stored-json';
import { toPointerToken } from '../compile/compiler';
import { isJsonObject } from '../data/is-json-object';
import type { Json, JsonObject } from '../json';
import type { OutboundMessage } from '../outbound-message';
import { initialState } from '../run';
import type { SessionState } from '../session';
import type { RecordedSession, RecordedTurn } from './recording';
import type { Replay, ReplayStep } from './replay-step';

/**
 * The first difference. `turn` is the index of the turn, and `path` a JSON pointer into `{ status, messages, set, emitted }`,
 * or into `{ state, status }` of the end, where `turn` is the number of turns. A value is undefined where there is none.
 */
export type Mismatch = { turn: number; path: string; recorded: Json | undefined; replayed: Json | undefined };

/**
 * Finds where an exact replay differs from what was stored; null if it does not. Turns that a masked recording cannot show are
 * not compared.
 */
export function findMismatch(session: RecordedSession, replayed: Replay): Mismatch | null {
  const skipped = new Set(session.masked?.unverified);
  return listMismatches(session, replayed).find(({ turn }) => !skipped.has(turn)) ?? null;
}

/** Lists the first difference of each turn that differs, and that of the end. */
export function listMismatches({ seed, turns, end }: RecordedSession, { steps }: Replay): Mismatch[] {
  const mismatches: Mismatch[] = [];
  let before = initialState(seed);
  for (const [index, turn] of turns.entries()) {
    const step = steps[index];
    if (!step) {
      mismatches.push({ turn: index, path: '', recorded: turn.event as Json, replayed: undefined });
      return mismatches;
    }
    const found = compareTurn(turn, step, before);
    if (found) mismatches.push({ turn: index, ...found });
    before = step.result.state;
  }
  const found = compareJson({ status: end.status }, { status: steps.at(-1)?.status ?? 'running' }, '');
  const difference = found ?? (end.state && compareStored(end.state, before, '/state'));
  if (difference) mismatches.push({ turn: turns.length, ...difference });
  return mismatches;
}

type Difference = Omit<Mismatch, 'turn'>;

function compareTurn(
  { status, messages, set, emitted }: RecordedTurn,
  step: ReplayStep,
  before: SessionState,
): Difference | null {
  const { result } = step;
  if (status !== undefined && status !== step.status)
    return { path: '/status', recorded: status, replayed: step.status };
  const sent =
    messages && compareStored(messages.map(toMessage), result.messages.map(toMessage), '/messages');
  if (sent) return sent;
  // The state after a move is recorded as it is, and its changes are nobody's to see.
  if (step.event.type === 'version.changed') return null;
  if (set === undefined && emitted === undefined && status === undefined) return null;
  const made = { set: listChanged(before, result.state), emitted: listEmitted(step) };
  return compareStored({ set: set ?? {}, emitted: emitted ?? [] }, made, '');
}

/** A message with the fields that are compared, in one order. */
function toMessage({
  nodeId,
  inputId,
  content,
  text,
  expected,
}: OutboundMessage | NonNullable<RecordedTurn['messages']>[number]) {
  return { nodeId, inputId, content, text, ...(expected && { expected }) };
}

/** Lists the variables of the session's own flow that a turn set. */
export function listChanged(before: SessionState, after: SessionState): JsonObject {
  const known = before.frames[0]?.variables ?? {};
  const changed = Object.entries(after.frames[0]?.variables ?? {}).filter(
    ([name, value]) => !Object.hasOwn(known, name) || !isSame(known[name], value),
  );
  return Object.fromEntries(changed);
}

// A turn shares the values that it does not change, so most comparisons end at once.
function isSame(before: Json | undefined, after: Json): boolean {
  if (before === after) return true;
  const areComposed = typeof before === 'object' && typeof after === 'object';
  return areComposed && JSON.stringify(before) === JSON.stringify(after);
}

/** Lists the events that a step emitted. */
export function listEmitted({ result }: ReplayStep): { name: string; payload: Json }[] {
  return result.effects.flatMap((effect) =>
    effect.type === 'event.emit' ? [{ name: effect.name, payload: effect.payload }] : [],
  );
}

/** Compares data as it was stored with data that was not. */
function compareStored(recorded: unknown, replayed: unknown, path: string): Difference | null {
  const [left, right] = [toStoredJson(recorded ?? null), toStoredJson(replayed ?? null)];
  if (left === right) return null;
  return compareJson(JSON.parse(left), JSON.parse(right), path);
}

/** Finds the first difference of two values; also in the order of keys, which is a difference of bytes. */
function compareJson(
  recorded: Json | undefined,
  replayed: Json | undefined,
  path: string,
): Difference | null {
  if (Array.isArray(recorded) && Array.isArray(replayed)) {
    const length = Math.max(recorded.length, replayed.length);
    for (let index = 0; index < length; index++) {
      const found = compareJson(recorded[index], replayed[index], `${path}/${index}`);
      if (found) return found;
    }
    return null;
  }
  if (isJsonObject(recorded) && isJsonObject(replayed)) return compareObjects(recorded, replayed, path);
  return recorded === replayed ? null : { path, recorded, replayed };
}

function compareObjects(recorded: JsonObject, replayed: JsonObject, path: string): Difference | null {
  const keys = Object.keys(recorded);
  const others = Object.keys(replayed);
  for (const key of new Set([...keys, ...others])) {
    const own = (object: JsonObject) => (Object.hasOwn(object, key) ? object[key] : undefined);
    const found = compareJson(own(recorded), own(replayed), `${path}/${toPointerToken(key)}`);
    if (found) return found;
  }
  return keys.join() === others.join() ? null : { path, recorded: keys, replayed: others };
}
