import { type FlowTest, MAX_TEST_STEPS } from '../../flow-test/test-document';
import type { Program } from '../../program';
import type { FlowLore } from '../lore/lore';
import { makeStart } from '../values/make-start';
import type { Random } from '../values/random';
import { createMood, decideStep } from './decide-step';
import { createFuzzBook } from './fuzz-book';
import { emptyTest, type Plan } from './plan';
import { openPlay, type Play } from './play';

/** What a person has done so far: the conversation as a test, and the node that took each step. */
export type Doing = { play: Play; test: FlowTest; asked: string[] };

/** The steps that a person takes beyond those of its plan. */
const MAX_OWN_STEPS = 14;
/** Steps in a row that the flow does not take. */
const MAX_REFUSED = 4;

/** Plays a person; `onStep` is called after the start and after each step. */
export function playPerson(
  program: Program,
  lore: FlowLore,
  plan: Plan,
  random: Random,
  onStep: (doing: Doing) => void,
): void {
  const { way, change } = plan;
  const seed = way?.test.seed !== undefined && change?.type !== 'seed' ? way.test.seed : plan.seed;
  const keepsStart = way !== null && change?.type !== 'start';
  const test = emptyTest(seed, keepsStart ? way.test.start : makeStart(lore, random));
  const planned = way?.test.steps ?? [];
  const isOwn = (at: number) => (change?.type === 'cut' && at >= change.index) || at >= planned.length;
  let isFree = way === null;
  const book = createFuzzBook({ test, lore, plan, random, isFree: () => isFree });
  const play = openPlay(program, test, book);
  const doing: Doing = { play, test, asked: [] };
  const mood = createMood();
  play.start();
  onStep(doing);
  let refused = 0;
  let own = 0;
  for (let at = 0; !play.isOver() && test.steps.length < MAX_TEST_STEPS; at++) {
    isFree ||= isOwn(at);
    const isChanged = change?.type === 'step' && change.index === at;
    const step = isFree || isChanged ? decideStep({ play, lore, random, mood, aim: plan.aim }) : planned[at];
    if (!step || own >= MAX_OWN_STEPS) return;
    if (isFree) own++;
    const asked = play.node();
    if (!play.take(step)) {
      isFree = true;
      if (++refused >= MAX_REFUSED) return;
      continue;
    }
    refused = 0;
    test.steps.push(step);
    doing.asked.push(asked);
    onStep(doing);
  }
}
