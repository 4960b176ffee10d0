import type { MoveReason } from '@/server/shared/move-reasons';
import type { StayingSession } from './plan-move';
import type { MigrationFindings, StayingExample } from './view';

/** The sessions that are named as examples, for each reason. */
const MOST_EXAMPLES = 20;

/** Counts the sessions that a request has moved, and those that stay. */
export type MoveTally = {
  addMoved(sessionId: string): void;
  addStaying(session: StayingSession): void;
  /** The number of sessions that were moved or stay. */
  count(): number;
  sum(): MigrationFindings;
};

/** Makes a tally that goes on after `moved` sessions, some of which are `examples`. */
export function createMoveTally(moved: number, examples: readonly string[]): MoveTally {
  const movedExamples = [...examples];
  const staying = new Map<MoveReason, { count: number; examples: StayingExample[] }>();
  let done = moved;
  return {
    addMoved(sessionId) {
      done += 1;
      if (movedExamples.length < MOST_EXAMPLES) movedExamples.push(sessionId);
    },
    addStaying({ sessionId, reason, turn, node }) {
      done += 1;
      const found = staying.get(reason) ?? { count: 0, examples: [] };
      found.count += 1;
      if (found.examples.length < MOST_EXAMPLES) found.examples.push({ sessionId, turn, node });
      staying.set(reason, found);
    },
    count: () => done,
    sum: () => ({
      movedExamples: [...movedExamples],
      staying: [...staying]
        .map(([reason, { count, examples }]) => ({ reason, count, examples: [...examples] }))
        .toSorted((a, b) => b.count - a.count),
    }),
  };
}
