import type { Stryker } from '@stryker-mutator/core';

export type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];
export type MutationScore = {
  detected: number;
  survived: number;
  uncovered: number;
  ignored: number;
  percent: number;
};

/** Counts mutants: a test that fails or never ends detects one; those that are ignored or cannot run do not count. */
export function toScore(mutants: readonly Pick<Mutant, 'status'>[]): MutationScore {
  const count = (...statuses: Mutant['status'][]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const [detected, survived, uncovered, ignored] = [
    count('Killed', 'Timeout'),
    count('Survived'),
    count('NoCoverage'),
    count('Ignored'),
  ];
  const total = detected + survived + uncovered;
  return { detected, survived, uncovered, ignored, percent: total === 0 ? 100 : (100 * detected) / total };
}

const Z_95 = 1.96;

/** Returns the bounds, in percent, between which the score of all mutants is with 95 % confidence (Wilson's interval). */
export function toInterval({ detected, survived, uncovered }: MutationScore): { low: number; high: number } {
  const count = detected + survived + uncovered;
  if (count === 0) return { low: 0, high: 100 };
  const share = detected / count;
  const squared = Z_95 ** 2 / count;
  const middle = share + squared / 2;
  const reach = Z_95 * Math.sqrt((share * (1 - share)) / count + squared / (4 * count));
  return { low: (100 * (middle - reach)) / (1 + squared), high: (100 * (middle + reach)) / (1 + squared) };
}
