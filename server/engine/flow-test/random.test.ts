import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../fixtures/converse';
import { compilePair, randomFlows } from '../replay/fixtures/random-programs';
import { parseTests } from './parse-tests';
import { runTest, runTestFully } from './run-test';
import { toStepExpectation } from './to-expectation';

const answer = fc.constantFrom(
  ...[{ type: 'response', body: { a: 1 } }, { type: 'reply', reply: 'x' }, { type: 'none' }],
  ...[
    { type: 'error', code: 'timeout' },
    { type: 'response', status: 500, delay: { amount: 1, unit: 'hours' } },
  ],
);
const text = fc.constantFrom('1', 'red', 'yes', 'tomorrow', 'a@b.co', '*', '\\', '');
const randomStep = fc.oneof(
  fc.record({ type: fc.constant('say'), text }),
  fc.record({ type: fc.constant('choose'), choice: fc.oneof(text, fc.array(text, { maxLength: 3 })) }),
  fc.record({ type: fc.constant('fill'), values: fc.dictionary(fc.constantFrom('f0', 'f1'), text) }),
  fc.record({
    type: fc.constant('event'),
    name: fc.constantFrom('e', 'f'),
    payload: fc.jsonValue({ maxDepth: 2 }),
  }),
  fc.record({ type: fc.constant('transfer'), status: fc.constantFrom('success', 'failed', 'hangup') }),
  fc.constantFrom({ type: 'pass', time: { amount: 40, unit: 'days' } }, { type: 'control', by: 'person' }),
);
const randomTest = fc.record({
  name: fc.constant('random'),
  answers: fc.dictionary(
    fc.nat({ max: 9 }).chain((n) => fc.constantFrom(`n${n}`, `other/n${n}`)),
    fc.array(answer, { minLength: 1, maxLength: 2 }),
  ),
  steps: fc.array(randomStep, { maxLength: 12 }),
});

describe('random tests of random flows', () => {
  it('flow-test/pure, flow-test/total: give the same result again, and hold with what they observed', () => {
    fc.assert(
      fc.property(randomFlows, randomTest, ({ own, other }, given) => {
        const parsed = parseTests([given]);
        const [test] = parsed.ok ? parsed.tests : [];
        if (!test) throw new Error(JSON.stringify(parsed));
        const program = compilePair(own, other);
        const { result, replay } = runTestFully(program, deepFreeze(test));
        expect(runTest(program, test)).toEqual(result);
        const [started, ...others] = result.observed.map(toStepExpectation);
        const steps = test.steps
          .slice(0, others.length)
          .map((step, index) => ({ ...step, expect: others[index] }));
        const exact = { ...test, steps, ...(started && { start: { expect: started } }) };
        if (result.failures.length === 0) expect(runTest(program, exact)).toEqual(result);
        expect(replay.steps.length).toBeLessThan(500 * (test.steps.length + 2));
      }),
      { numRuns: 40, interruptAfterTimeLimit: 60_000 },
    );
  }, 90_000);
});
