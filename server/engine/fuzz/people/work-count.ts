import type { Play } from './play';

/** Counts the work of all people together. */
type WorkCount = { add(play: Play): void; turns(): number; isSpent(): boolean };

const MAX_TURNS = 300_000;
/** Visits of nodes, and expression steps divided by this. */
const MAX_VISITS = 1_500_000;
const STEPS_PER_VISIT = 20;

export function createWorkCount(): WorkCount {
  let turns = 0;
  let visits = 0;
  return {
    add(play) {
      const { turns: more, visits: visited, expressionSteps } = play.work();
      turns += more;
      visits += visited + expressionSteps / STEPS_PER_VISIT;
    },
    turns: () => turns,
    isSpent: () => turns >= MAX_TURNS || visits >= MAX_VISITS,
  };
}
