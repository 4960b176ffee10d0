import type { Quiet, SessionState } from '../session';
import type { RecordClock } from './record-clock';
import type { RecordedEnd } from './recording';
import type { ReplayStep } from './replay-step';

/**
 * When a held message reaches the flow: `afterMs` after it came. `turn` is the recorded end of the quiet; null if a message came
 * first, although the time was over, or if the record says nothing.
 */
type QuietEnd = { afterMs: number; turn: number | null; order: number };

export type QuietBook = {
  /** Notes a step; a message that it holds begins another quiet. */
  observe(step: ReplayStep, now: number): void;
  /** The end of the quiet of a session, in virtual time; null if no message is held. */
  find(state: SessionState): { due: number; turn: number | null; order: number } | null;
};

/** Makes the quiet book of an exact replay. */
export function createQuietBook(
  steps: readonly ReplayStep[],
  clock: RecordClock,
  end: RecordedEnd,
): QuietBook {
  const ends = listEnds(steps, clock, end);
  let current: { quiet: Quiet; due: number; turn: number | null; order: number } | null = null;
  return {
    observe({ turn, event, result }, now) {
      const { quiet } = result.state;
      if (result.outcome.kind !== 'applied' || isSame(quiet, current?.quiet)) return;
      current = null;
      if (!quiet) return;
      const recorded = turn === null ? undefined : ends.get(turn);
      const { afterMs, ...rest } = recorded ?? toUnrecorded(quiet.until - event.at);
      current = { quiet, due: now + afterMs, ...rest };
    },
    find: ({ quiet }) => (quiet && current && isSame(quiet, current.quiet) ? current : null),
  };
}

function isSame(left: Quiet | undefined, right: Quiet | undefined): boolean {
  return left?.inputId === right?.inputId && left?.until === right?.until && left?.since === right?.since;
}

function toUnrecorded(afterMs: number): QuietEnd {
  return { afterMs: Math.max(0, afterMs), turn: null, order: Number.POSITIVE_INFINITY };
}

/** The end of each quiet by the turn that began it. */
function listEnds(
  steps: readonly ReplayStep[],
  { times }: RecordClock,
  end: RecordedEnd,
): ReadonlyMap<number, QuietEnd> {
  const ends = new Map<number, QuietEnd>();
  let open: { turn: number; quiet: Quiet; ms: number } | null = null;
  for (const [turn, { event, result }] of steps.entries()) {
    const { quiet } = result.state;
    if (isSame(quiet, open?.quiet)) continue;
    if (open) {
      const afterMs = (times[turn] ?? 0) - (times[open.turn] ?? 0);
      // A timer that was overtaken although it was due comes after the turn that overtook it.
      if (event.type === 'quiet.ended') ends.set(open.turn, { afterMs, turn, order: turn });
      else if (afterMs >= open.ms) ends.set(open.turn, { afterMs, turn: null, order: turn + 0.5 });
    }
    open = quiet ? { turn, quiet, ms: Math.max(0, quiet.until - event.at) } : null;
  }
  // The record ends before a process has noticed that the time is over.
  if (open && (times[open.turn] ?? 0) + open.ms <= end.at)
    ends.set(open.turn, toUnrecorded(Number.POSITIVE_INFINITY));
  return ends;
}
