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
