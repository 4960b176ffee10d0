import { describe, expect, it } from 'vitest';
import { chooseShard, listRandomTests, listSources, parseShard } from './choose-files';
import { toScore } from './mutation-score';

describe('toScore', () => {
  it('is the share of killed mutants among the valid ones', () => {
    const statuses = [
      'Killed',
      'Killed',
      'Timeout',
      'Survived',
      'NoCoverage',
      'Ignored',
      'CompileError',
    ] as const;
    expect(toScore(statuses.map((status) => ({ status })))).toEqual({
      detected: 3,
      survived: 1,
      uncovered: 1,
      ignored: 1,
      percent: 60,
    });
  });

  it('is full without mutants', () => {
    expect(toScore([]).percent).toBe(100);
  });
});

describe('listRandomTests', () => {
  it('finds the tests that draw cases, and no others', () => {
    const files = listRandomTests(process.cwd(), 'server/engine/expression');
    expect(files).toContain('server/engine/expression/why/random-why.test.ts');
    expect(files).not.toContain('server/engine/expression/hostile.test.ts');
  });
});

describe('shards', () => {
  it('contain every source file once, and no test', () => {
    const files = listSources(process.cwd(), 'server/tools/mutate');
    expect(files).toContain('server/tools/mutate/choose-files.ts');
    expect(files.filter((file) => file.includes('.test.'))).toEqual([]);
    const dealt = [1, 2, 3].flatMap((no) => chooseShard(files, { no, of: 3 }));
    expect(dealt.sort()).toEqual(files);
  });

  it.each(['0/3', '4/3', '3', 'a/b', '1/0'])('refuses %s', (text) => {
    expect(() => parseShard(text)).toThrow('is not a shard');
  });
});
