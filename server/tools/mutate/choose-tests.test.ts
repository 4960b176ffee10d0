import { describe, expect, it } from 'vitest';
import { chooseTests } from './choose-tests.mjs';

const choose = (tests: Record<string, number>, kills: Record<string, number> = {}) =>
  chooseTests({
    tests: Object.entries(tests).map(([id, ms]) => ({ id, ms })),
    mutatedFile: 'engine/answers/form/form.ts',
    budgetMs: 1_000,
    killsByFile: new Map(Object.entries(kills)),
  }).map(([, chosen]) => chosen.map(({ id }) => id));

describe('the choice of tests for a mutant', () => {
  it('begins with files that failed lately, then near ones, then fast ones', () => {
    const tests = {
      'engine/run.test.ts#a': 1,
      'engine/nodes/x.test.ts#a': 2,
      'engine/answers/form/form.test.ts#slow': 20,
      'engine/answers/form/form.test.ts#fast': 10,
      'engine/turn/turn.test.ts#a': 3,
    };
    expect(choose(tests, { 'engine/turn/turn.test.ts': 1.5 })).toEqual([
      ['engine/turn/turn.test.ts#a'],
      ['engine/answers/form/form.test.ts#fast', 'engine/answers/form/form.test.ts#slow'],
      ['engine/run.test.ts#a'],
      ['engine/nodes/x.test.ts#a'],
    ]);
  });

  it('spends the budget, and never all of it on a test that is slower than the budget', () => {
    const tests = {
      'engine/random.test.ts#all': 9_000,
      'engine/answers/form/form.test.ts#a': 600,
      'engine/answers/form/form.test.ts#b': 700,
      'engine/run.test.ts#a': 300,
      'engine/run.test.ts#b': 200,
    };
    expect(choose(tests, { 'engine/random.test.ts': 2 })).toEqual([
      ['engine/answers/form/form.test.ts#a'],
      ['engine/run.test.ts#b'],
    ]);
  });

  it('takes the fastest test if each is slower than the budget', () => {
    expect(choose({ 'a.test.ts#x': 9_000, 'b.test.ts#y': 5_000 })).toEqual([['b.test.ts#y']]);
  });
});
