import type { SessionState } from '../session';
import type { RecordClock } from './record-clock';
import type { RecordedEvent } from './recording';
import type { ReplayStep } from './replay-step';

/** What people did with a held session, by its recorded turn. */
type HeldMove = { turn: number; at: number; event: RecordedEvent };

export type HoldBook = {
  /** The next thing that was done with a session where a breakpoint holds it; null if nothing was. */
  find(state: SessionState): HeldMove | null;
  observe(step: ReplayStep): void;
  /** The turns that edited variables and were not taken. */
  listUnused(): number[];
};

/** Makes the hold book of an exact replay. */
export function createHoldBook(steps: readonly ReplayStep[], { times }: RecordClock): HoldBook {
  const left = steps.flatMap(({ event }, turn): HeldMove[] =>
    event.type.startsWith('debug.') ? [{ turn, at: times[turn] ?? 0, event }] : [],
  );
  const unused = new Set(left.flatMap(({ turn, event }) => (event.type === 'debug.edited' ? [turn] : [])));
  /** The recorded turn that held the session last. */
  let since = -1;
  return {
    find({ wait }) {
      if (wait?.type !== 'held') return null;
      while (left[0] && left[0].turn <= since) left.shift();
      return left[0] ?? null;
    },
    observe({ turn, result }) {
      if (turn === null) return;
      unused.delete(turn);
      if (turn === left[0]?.turn) left.shift();
      if (result.state.wait?.type === 'held') since = Math.max(since, turn);
    },
    listUnused: () => [...unused],
  };
}
