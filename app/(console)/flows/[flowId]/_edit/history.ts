// What was done to a draft, to be undone and done again.
// H1 Undo and redo walk the same states: after as many of the one as of the other the value is the very same.
// H2 A change made while something is undone ends what could be redone.
// H3 Changes that name the same place, one right after the other, are one step: typing is not undone letter by letter.

export type History<T> = {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** The place of the last change, with which the next one may join; null when none may. */
  place: string | null;
};

const MAX_STEPS = 200;

/** A history in which nothing has happened. */
export function createHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], place: null };
}

/** Takes a change in. `place` says what is changed, for changes that come in many small steps. */
export function recordChange<T>(history: History<T>, present: T, place: string | null = null): History<T> {
  if (present === history.present) return history;
  const joins = place !== null && place === history.place && history.past.length > 0;
  const past = joins ? history.past : [...history.past, history.present].slice(-MAX_STEPS);
  return { past, present, future: [], place };
}

/** Takes the last change back. */
export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present, future, place: null };
}

/** Does again what was taken back last. */
export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, place: null };
}
