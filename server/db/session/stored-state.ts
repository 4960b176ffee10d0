/*
 * The short form of a session's state in the database: it leaves out the values that most sessions have while they wait for an
 * input. Rows that earlier versions wrote have the complete form.
 *
 * state/as-given  A state that is read is the one that was stored, with the same order of keys.
 */
import type { JsonObject } from '@/server/engine/json';
import type { Frame, SessionState, Wait } from '@/server/engine/session';
import { replaceKey } from '@/server/shared/replace-key';

/** `flow` is empty and `loops` has none by default. */
type StoredFrame = Omit<Frame, 'flow' | 'loops'> & Partial<Frame>;
/**
 * `seed` is the session's id by default, `wait` the first attempt at an input; `toState` has the other defaults. `heardIn` names the
 * variable of the last frame with the text of `heard`.
 */
type ShortState = Partial<Omit<SessionState, 'format' | 'frames'>> & {
  frames: StoredFrame[];
  heardIn?: string;
};
export type StoredState = SessionState | ShortState;

/** Makes the short form of the state of a session with this id. */
export function toStoredState(state: SessionState, sessionId: string): ShortState {
  const { format: _, seed, status, control, visits, frames, wait, inbox, output, failure, ...others } = state;
  return {
    ...(seed !== sessionId && { seed }),
    ...(status !== 'awaiting_input' && { status }),
    ...(control !== 'flow' && { control }),
    ...(visits !== 0 && { visits }),
    frames: frames.map(toStoredFrame),
    ...(!isFirstAttempt(wait) && { wait }),
    ...(inbox.length > 0 && { inbox }),
    ...(output !== null && { output }),
    ...(failure !== null && { failure }),
    ...toStoredHeard(others, frames.at(-1)?.variables ?? {}),
  };
}

function toStoredFrame({ flow, loops, ...others }: Frame): StoredFrame {
  return { ...(flow !== '' && { flow }), ...others, ...(Object.keys(loops).length > 0 && { loops }) };
}

function isFirstAttempt(wait: Wait | null): boolean {
  if (wait?.type !== 'input' || wait.attempts !== 0 || wait.field !== null || wait.timer !== null)
    return false;
  if (wait.readings !== undefined || wait.choices !== undefined) return false;
  return Object.keys(wait.answers).length === 0;
}

type Others = Pick<SessionState, 'turn' | 'inputId' | 'heard'>;

/** Replaces the text of the last input by the name of a variable with the same text, if that is shorter. */
function toStoredHeard<T extends Others>(others: T, variables: JsonObject): T | Omit<T, 'heard'> {
  const { heard } = others;
  if (heard === undefined) return others;
  const name = Object.keys(variables).find((candidate) => variables[candidate] === heard);
  if (name === undefined || name.length + 'In'.length >= heard.length) return others;
  return replaceKey(others, 'heard', 'heardIn', name);
}

/** Makes the state of the session with this id from its stored form. */
export function toState(stored: StoredState, sessionId: string): SessionState {
  if ('format' in stored) return stored;
  const { seed, status, control, turn, visits, frames, wait, inputId, inbox, output, failure, ...others } =
    stored;
  const complete = frames.map(toFrame);
  const { heardIn } = others;
  const heard = heardIn === undefined ? undefined : complete.at(-1)?.variables[heardIn];
  return {
    format: 1,
    seed: seed ?? sessionId,
    status: status ?? 'awaiting_input',
    control: control ?? 'flow',
    turn: turn ?? 0,
    visits: visits ?? 0,
    frames: complete,
    wait: wait === undefined ? toFirstAttempt() : wait,
    inputId: inputId ?? null,
    inbox: inbox ?? [],
    output: output ?? null,
    failure: failure ?? null,
    ...(heardIn === undefined ? others : replaceKey(others, 'heardIn', 'heard', heard)),
  };
}

function toFrame({ flow = '', node, variables, loops = {}, ...others }: StoredFrame): Frame {
  return { flow, node, variables, loops, ...others };
}

function toFirstAttempt(): Wait {
  return { type: 'input', attempts: 0, field: null, answers: {}, timer: null };
}
