import { findOffered } from '../../flow-test/observe';
import { takeStep, toStarted } from '../../flow-test/take-step';
import type { FlowTest, TestStep } from '../../flow-test/test-document';
import { openTestSession, TEST_LIMITS, type TestSession } from '../../flow-test/test-session';
import type { ExpectedChoice } from '../../outbound-message';
import type { Program } from '../../program';
import type { AnswerBook } from '../../replay/answer-book';
import { isVisit } from '../../replay/is-visit';
import { toNodeKey } from '../../replay/replay-step';
import type { SessionState } from '../../session';
import { type Flaw, findFlaw } from '../flaw';

/** A conversation that is being played. */
export type Play = {
  state(): SessionState;
  /** The key of the node at which the conversation stands; empty before the first. */
  node(): string;
  /** The time of the conversation, in ms since 1970. */
  now(): number;
  offered(): ExpectedChoice[];
  /** The time in ms until the next timer or answer; null if nothing comes by itself. */
  untilReaction(): number | null;
  /** Starts the conversation, or takes a step; false if the flow does not take it. */
  start(): boolean;
  take(step: TestStep): boolean;
  isOver(): boolean;
  /** Whether the flow waits for the answer of a call that its book does not have. */
  isMissing(): boolean;
  /** What is wrong with the conversation since the last step; null if nothing is. */
  flaw(): Flaw | null;
  /** The nodes and exits that were passed since the last step, as `listExits` names them. */
  passed(): readonly string[];
  /** The work of the engine since the last step. */
  work(): { turns: number; visits: number; expressionSteps: number };
};

/** Opens a conversation; `book` answers its calls. */
export function openPlay(program: Program, test: Pick<FlowTest, 'seed' | 'start'>, book: AnswerBook): Play {
  const session = openTestSession(program, test, book, TEST_LIMITS);
  let flaw: Flaw | null = null;
  let passed: string[] = [];
  let from = 0;
  const attempt = (step: TestStep | null, act: () => string | null): boolean => {
    from = session.steps.length;
    const asked = nodeOf(session.state());
    flaw = null;
    passed = [];
    try {
      const isTaken = act() === null;
      if (isTaken) flaw = findFlaw({ session, from, step, asked });
      passed = listPassed(session, from);
      return isTaken;
    } catch (error) {
      // `run` never throws: this is a fault of the engine.
      flaw = { kind: 'crash', node: asked, code: error instanceof Error ? error.message : String(error) };
      return true;
    }
  };
  return {
    state: session.state,
    node: () => nodeOf(session.state()),
    now: session.now,
    offered: () => findOffered(session.steps),
    untilReaction: session.untilReaction,
    start: () =>
      attempt(null, () => {
        session.send(toStarted(test.start));
        return null;
      }),
    take: (step) => attempt(step, () => takeStep(session, step)),
    isOver: () => isOver(session) || (flaw !== null && flaw.kind !== 'silent'),
    isMissing: () => session.findMissing() !== null,
    flaw: () => flaw,
    passed: () => passed,
    work: () => countWork(session, from),
  };
}

function countWork(session: TestSession, from: number): ReturnType<Play['work']> {
  const traces = session.steps.slice(from).map(({ result }) => result.trace);
  return {
    turns: traces.length,
    visits: traces.reduce((sum, { visits }) => sum + visits, 0),
    expressionSteps: traces.reduce((sum, { expressionSteps }) => sum + expressionSteps, 0),
  };
}

function isOver(session: TestSession): boolean {
  const { wait } = session.state();
  return wait === null || session.isEndless();
}

function nodeOf({ frames }: SessionState): string {
  const frame = frames.at(-1);
  return frame ? toNodeKey(frame.flow, frame.node ?? '') : '';
}

function listPassed(session: TestSession, from: number): string[] {
  const passed: string[] = [];
  for (const { result } of session.steps.slice(from)) {
    for (const { flow, nodeId, exit, kind } of result.trace.steps) {
      if (!isVisit({ nodeId, kind })) continue;
      const node = toNodeKey(flow, nodeId);
      passed.push(node);
      if (exit !== null) passed.push(`${node}:${exit}`);
    }
  }
  return passed;
}
