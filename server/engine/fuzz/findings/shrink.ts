import { createTestBook } from '../../flow-test/test-answers';
import type { FlowTest, TestAnswer, TestStep } from '../../flow-test/test-document';
import type { Program } from '../../program';
import { type Flaw, toCause } from '../flaw';
import { openPlay } from '../people/play';
import { listSimplerValues } from './simpler-values';

/** What a conversation shows at its end: a flaw, or that it passes a place. */
export type Goal = { flaw: Flaw } | { place: string };

/** The visits of nodes that are left to shorten conversations; those of one finding are bounded as well. */
type ShrinkBudget = { visits: number };

/** Enough for all findings of a flow that people draw. */
export const SHRINK_VISITS = 500_000;
const MAX_VISITS = 40_000;
/** A conversation that fails all the same is not made any simpler than this. */
const SIMPLEST: readonly TestAnswer[] = [
  { type: 'response', status: 200, headers: {}, body: null },
  { type: 'response', status: 200, headers: {}, body: {} },
  { type: 'response', status: 500, headers: {}, body: null },
];
const SIMPLE_TEXTS: readonly string[] = ['', 'x', 'hello'];

/** True if the flow takes every step of a conversation and it ends as the goal says. */
function reaches(program: Program, test: FlowTest, goal: Goal, budget: ShrinkBudget): boolean {
  const play = openPlay(program, test, createTestBook(test.answers));
  const isThere = () => isReached(play.flaw(), play.passed(), goal);
  const spend = () => {
    budget.visits -= play.work().visits + 1;
  };
  play.start();
  spend();
  for (const step of test.steps) {
    // What comes after the flaw does not belong to it.
    if (isThere() || play.isOver() || play.isMissing()) return false;
    if (!play.take(step)) return false;
    spend();
  }
  return !play.isMissing() && isThere();
}

function isReached(flaw: Flaw | null, passed: readonly string[], goal: Goal): boolean {
  if ('place' in goal) return passed.includes(goal.place);
  return flaw !== null && toCause(flaw) === toCause(goal.flaw);
}

/** Makes a conversation as short and simple as it can be while it still reaches its goal. */
export function shrinkTest(program: Program, test: FlowTest, goal: Goal, budget: ShrinkBudget): FlowTest {
  let best = test;
  const least = Math.max(0, budget.visits - MAX_VISITS);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const simpler of listSimpler(best)) {
      if (budget.visits <= least) return best;
      if (!reaches(program, simpler, goal, budget)) continue;
      best = simpler;
      isBetter = true;
      break;
    }
  }
  return best;
}

/** Lists simpler conversations, those that leave out most first. */
function* listSimpler(test: FlowTest): Generator<FlowTest> {
  yield* listWithoutSteps(test);
  yield* listWithoutStart(test);
  yield* listSimplerAnswers(test);
  for (const [at, step] of test.steps.entries())
    for (const simpler of listSimplerSteps(step))
      yield { ...test, steps: test.steps.map((one, index) => (index === at ? simpler : one)) };
}

function* listWithoutSteps(test: FlowTest): Generator<FlowTest> {
  const { steps } = test;
  for (let size = steps.length; size > 0; size = Math.floor(size / 2))
    for (let from = steps.length - size; from >= 0; from -= size)
      yield { ...test, steps: [...steps.slice(0, from), ...steps.slice(from + size)] };
}

function* listWithoutStart(test: FlowTest): Generator<FlowTest> {
  const { start, ...rest } = test;
  if (!start) return;
  yield rest;
  const keys = Object.keys(start) as (keyof typeof start)[];
  if (keys.length > 1) for (const key of keys) yield { ...test, start: omit(start, key) };
  const { variables } = start;
  const names = Object.keys(variables ?? {});
  if (variables && names.length > 1)
    for (const name of names) yield { ...test, start: { ...start, variables: omit(variables, name) } };
}

function omit<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> & T {
  const { [key]: _, ...others } = value;
  return others as Omit<T, K> & T;
}

function* listSimplerAnswers(test: FlowTest): Generator<FlowTest> {
  for (const [node, list] of Object.entries(test.answers)) {
    const withList = (answers: TestAnswer[]) => ({ ...test, answers: { ...test.answers, [node]: answers } });
    yield { ...test, answers: omit(test.answers, node) };
    if (list.length > 1) yield withList(list.slice(0, 1));
    if (list.length > 1) yield withList(list.slice(0, -1));
    for (const [at, answer] of list.entries())
      for (const simpler of listSimplerAnswer(answer))
        yield withList(list.map((one, index) => (index === at ? simpler : one)));
  }
}

function* listSimplerAnswer(answer: TestAnswer): Generator<TestAnswer> {
  const size = JSON.stringify(answer).length;
  for (const simple of SIMPLEST) if (JSON.stringify(simple).length < size) yield simple;
  if (answer.type !== 'none' && answer.delay) yield omit(answer, 'delay');
  if (answer.type !== 'response') return;
  for (const body of listSimplerValues(answer.body)) yield { ...answer, body };
}

function* listSimplerSteps(step: TestStep): Generator<TestStep> {
  if (step.type === 'fill')
    for (const name of Object.keys(step.values)) yield { ...step, values: omit(step.values, name) };
  if (step.type !== 'say') return;
  if (step.value !== undefined) yield omit(step, 'value') as TestStep;
  for (const text of SIMPLE_TEXTS) if (text.length < step.text.length) yield { ...step, text };
  if (step.text.length > 10) yield { ...step, text: step.text.slice(0, Math.floor(step.text.length / 2)) };
}
