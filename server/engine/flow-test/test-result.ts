import type { Replay } from '../replay/replay-step';
import type { Observation } from './observe';
import type { Expectation } from './test-document';

/**
 * The reason why a test failed. `step` is the index of the step, null for the start and for the complete conversation. `message` is
 * a sentence for people. The lines of `diff` begin with `- ` (expected), `+ ` (came) or two spaces.
 */
export type TestFailure = {
  at: 'start' | 'step' | 'end';
  step: number | null;
  part: keyof Expectation | 'step' | 'answers';
  message: string;
  diff: string[];
};

/** The result of a test. It ends at the first step that fails. */
export type TestResult = {
  name: string;
  passed: boolean;
  failures: TestFailure[];
  /** The conduct of the flow after the start and after each step. */
  observed: Observation[];
  /** The exits that the test takes, as `listExits` names them. */
  exits: string[];
};

/** A run of a test with the steps of its session. */
export type TestRun = { result: TestResult; replay: Replay };
