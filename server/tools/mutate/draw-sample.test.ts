import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drawSample, listMutants } from './draw-sample';
import { createSampleIgnorer, toMutantKey, toResultKey } from './sample.mjs';

const SOURCE = `/** Source of a few mutants. */
export function addPositive(left: number, right: number): number {
  if (left > 0) throw new Error('left');
  return left + right;
}
`;
const folder = mkdtempSync(path.join(tmpdir(), 'mutants-'));
const FILE = path.relative(process.cwd(), path.join(folder, 'add.ts'));
writeFileSync(FILE, SOURCE);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the list of mutants', () => {
  it('has every change of a file, without what ignore-rules.mjs leaves out', async () => {
    expect((await listMutants([FILE])).map((mutant) => toMutantKey(mutant))).toEqual([
      `${FILE}:1:65:4:1 BlockStatement {}`,
      `${FILE}:2:6:2:14 ConditionalExpression true`,
      `${FILE}:2:6:2:14 ConditionalExpression false`,
      `${FILE}:2:6:2:14 EqualityOperator left >= 0`,
      `${FILE}:2:6:2:14 EqualityOperator left <= 0`,
      `${FILE}:3:9:3:21 ArithmeticOperator left - right`,
    ]);
  });
});

describe('the places of a sample', () => {
  it('leave out the code that contains no mutant of the sample', async () => {
    const sum = `${FILE}:3:9:3:21 ArithmeticOperator left - right`;
    const outside = createSampleIgnorer(new Set([sum]));
    const keys = (await listMutants([FILE], [outside])).map((mutant) => toMutantKey(mutant));
    expect(keys).toEqual([`${FILE}:1:65:4:1 BlockStatement {}`, sum]);
  });

  it('are everything without a sample', async () => {
    expect(await listMutants([FILE], [createSampleIgnorer(null)])).toHaveLength(7);
  });
});

describe('a sample', () => {
  const atLine = (line: number) => ({
    fileName: path.resolve('server/some.ts'),
    location: { start: { line, column: 4 }, end: { line, column: 9 } },
    mutatorName: 'StringLiteral',
    replacement: '""',
  });
  const mutants = Array.from({ length: 1_000 }, (_, line) => atLine(line));

  it('is the same for the same seed, whatever the order, and another for another seed', () => {
    const { keys, total } = drawSample(mutants, { seed: '7', size: 100 });
    expect([new Set(keys).size, total]).toEqual([100, 1_000]);
    expect(drawSample(mutants.toReversed(), { seed: '7', size: 100 }).keys).toEqual(keys);
    expect(drawSample(mutants, { seed: '8', size: 100 }).keys).not.toEqual(keys);
  });

  it('draws each mutant about as often as any other', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 200; seed += 1)
      for (const key of drawSample(mutants.slice(0, 200), { seed: String(seed), size: 20 }).keys)
        counts.set(key, (counts.get(key) ?? 0) + 1);
    expect(counts.size).toBe(200);
    expect(Math.min(...counts.values())).toBeGreaterThan(4);
    expect(Math.max(...counts.values())).toBeLessThan(40);
  });

  it('has all mutants if there are fewer', () => {
    const pair = [atLine(0), { ...atLine(0), replacement: 'other' }];
    expect(drawSample(pair, { seed: '7', size: 500 }).keys.toSorted()).toEqual([
      'server/some.ts:0:4:0:9 StringLiteral ""',
      'server/some.ts:0:4:0:9 StringLiteral other',
    ]);
  });

  it('names a mutant of the results as it was named before the run', () => {
    const location = { start: { line: 1, column: 5 }, end: { line: 1, column: 10 } };
    expect(toResultKey({ ...atLine(0), location })).toBe(toMutantKey(atLine(0)));
  });
});
