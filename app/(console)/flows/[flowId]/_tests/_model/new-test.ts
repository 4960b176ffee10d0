import type { FlowTestInput } from '@/server/engine/flow-test/test-document';
import type { Tests } from './test-saver';

export type Step = NonNullable<FlowTestInput['steps']>[number];
export type StepType = Step['type'];
export type Expectation = NonNullable<FlowTestInput['expect']>;

const MAX_NAME = 200;

/** A test that only starts the flow, under a name of its own. */
export function createTest(tests: Tests): FlowTestInput {
  return { name: findFreeName('New test', tests), steps: [] };
}

/** The tests with a copy after the one at `index`. */
export function duplicateTest(tests: Tests, index: number): Tests {
  const test = tests[index];
  if (!test) return tests;
  return tests.toSpliced(index + 1, 0, { ...test, name: findFreeName(test.name, tests) });
}

function findFreeName(name: string, tests: Tests): string {
  const used = new Set(tests.map((test) => test.name));
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : ` (${String(number)})`;
    const free = `${name.slice(0, MAX_NAME - end.length)}${end}`;
    if (!used.has(free)) return free;
  }
}

/** A step of another kind, with what the former one expects. */
export function createStep(type: StepType, before?: Step): Step {
  const expect = before?.expect ? { expect: before.expect } : {};
  switch (type) {
    case 'say':
      return { type, text: '', ...expect };
    case 'choose':
      return { type, choice: '', ...expect };
    case 'fill':
      return { type, values: {}, ...expect };
    case 'event':
      return { type, name: 'event', ...expect };
    case 'transfer':
      return { type, status: 'success', ...expect };
    case 'pass':
      return { type, time: { amount: 1, unit: 'hours' }, ...expect };
    case 'set':
      return { type, variables: {}, ...expect };
    case 'control':
      return { type, by: 'person', ...expect };
  }
}
