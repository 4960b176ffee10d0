import fc from 'fast-check';
import { beforeEach, type RunnerTestSuite } from 'vitest';

/** Tests of complete random sessions take longer than a mutant may cost, and most of the time of the run without one. */
const LONG = /random sessions|(?:of|on) random flows|replay\/as-live|messages that are held/;

// The same cases for every mutant, so that a run can be repeated.
fc.configureGlobal({ seed: 1 });

beforeEach(({ task, skip }) => skip(LONG.test(toFullName(task.suite, task.name))));

function toFullName(suite: RunnerTestSuite | undefined, name: string): string {
  return suite ? toFullName(suite.suite, `${suite.name} ${name}`) : name;
}
