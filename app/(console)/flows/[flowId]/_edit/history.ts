/*
 * The changes of a draft, for undo and redo.
 * history/symmetric: after as many redos as undos the value is the same object.
 * history/branch-ends: a change after an undo ends what could be redone.
 * history/joined: successive changes of the same place are one step, so typing is not undone letter by letter.
 */

export type History<T> = {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** The place of the last change, which the next one may join; null when none may. */
  place: string | null;
};

const MAX_STEPS = 200;

/** Creates an empty history. */
export function createHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], place: null };
}

/** Records a change. `place` names what is changed, for changes in many small steps. */
export function recordChange<T>(history: History<T>, present: T, place: string | null = null): History<T> {
  if (present === history.present) return history;
  const joins = place !== null && place === history.place && history.past.length > 0;
  const past = joins ? history.past : [...history.past, history.present].slice(-MAX_STEPS);
  return { past, present, future: [], place };
}

/** Undoes the last change. */
export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present, future, place: null };
}

/** Redoes the last change that was undone. */
export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, place: null };
}
