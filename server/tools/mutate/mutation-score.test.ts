import { describe, expect, it } from 'vitest';
import { chooseShard, listSources, parseShard } from './choose-files';
import { toInterval, toScore } from './mutation-score';

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

describe('toInterval', () => {
  const interval = (detected: number, survived: number) =>
    Object.values(toInterval({ detected, survived, uncovered: 0, ignored: 0, percent: 0 })).map((bound) =>
      bound.toFixed(1),
    );

  it("is Wilson's interval of the sample", () => {
    expect(interval(85, 15)).toEqual(['76.7', '90.7']);
    expect(interval(425, 75)).toEqual(['81.6', '87.9']);
    expect(interval(10, 0)).toEqual(['72.2', '100.0']);
  });

  it('is everything without mutants', () => {
    expect(interval(0, 0)).toEqual(['0.0', '100.0']);
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
