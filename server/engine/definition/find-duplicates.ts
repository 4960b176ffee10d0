import type { NodeProblem } from './problem';

/** The indexes at which a name occurs again. */
export function findDuplicateIndexes(names: readonly string[]): number[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    if (seen.has(name)) return [index];
    seen.add(name);
    return [];
  });
}

/** Reports every repeated name. */
export function reportDuplicates(
  code: string,
  noun: string,
  names: readonly string[],
  pathOf: (index: number) => string,
): NodeProblem[] {
  return findDuplicateIndexes(names).map((index) => ({
    severity: 'error',
    code,
    path: pathOf(index),
    message: `There are two ${noun}s "${names[index]}".`,
  }));
}
