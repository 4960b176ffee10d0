import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTests } from '../flow-test/parse-tests';
import { runTest } from '../flow-test/run-test';
import { compilePair, randomFlows } from '../replay/fixtures/random-programs';
import { fuzz } from './fixtures/fuzz-flow';

describe('random flows', () => {
  it('fuzz/pure, fuzz/total: give the same report twice, with tests that fail if something is wrong', () => {
    fc.assert(
      fc.property(randomFlows, fc.string({ maxLength: 5 }), ({ own, other }, seed) => {
        const program = compilePair(own, other);
        const flows = { '': own, self: own, other };
        const report = fuzz({ program, flows }, { people: 25, seed });
        expect(JSON.stringify(fuzz({ program, flows }, { people: 25, seed }))).toBe(JSON.stringify(report));
        expect(report.findings.filter(({ kind }) => kind === 'crash')).toEqual([]);
        const parsed = parseTests(report.findings.map(({ test }) => test));
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        for (const [index, { kind }] of report.findings.entries()) {
          const kept = parsed.tests[index];
          if (!kept) continue;
          const { failures } = runTest(program, kept);
          // The way to a place may fail there for another reason.
          const isPlace = kind === 'untaken' || kind === 'dead_end';
          if (isPlace) expect(failures.filter(({ part }) => part === 'path')).toEqual([]);
          else
            expect(failures.map(({ part }) => part)).toEqual([
              kind === 'silent' ? 'messages' : expect.any(String),
            ]);
        }
      }),
      { numRuns: 12, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
  }, 180_000);
});
