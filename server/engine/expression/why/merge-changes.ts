import type { Change, Relation, Test } from './why';

const MAX_CHANGES = 3;
const MAX_VALUES = 8;

// A test of one of these holds for any of its values, so several values make one test.
const MERGED: ReadonlySet<Relation> = new Set(['equal', 'contain', 'startWith', 'endWith', 'match']);

/** Makes one change of those that differ in the value of one test only; keeps the first three. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged: Change[] = [];
  for (const change of changes) {
    const index = merged.findIndex((other) => findDifference(other, change) !== null);
    const other = merged[index];
    if (other) merged[index] = mergeTwo(other, change);
    else merged.push(change);
  }
  return merged.slice(0, MAX_CHANGES).map(({ tests, edits }) => ({ tests: tests.map(limitValues), edits }));
}

function limitValues(test: Test): Test {
  return { ...test, values: test.values.slice(0, MAX_VALUES) };
}

/** The index of the only test that differs, and only in its values; null if more differs. */
function findDifference(one: Change, other: Change): number | null {
  if (one.tests.length !== other.tests.length) return null;
  const differing = one.tests.flatMap((test, index) => {
    const against = other.tests[index];
    return against && isSame(test.values, against.values) ? [] : [index];
  });
  const isMergeable = one.tests.every(({ subject, relation }, index) => {
    const against = other.tests[index];
    const isPlain = subject === against?.subject && relation === against.relation;
    return isPlain && (!differing.includes(index) || MERGED.has(relation));
  });
  if (!isMergeable || differing.length > 1) return null;
  return differing[0] ?? 0;
}

function mergeTwo(one: Change, other: Change): Change {
  const tests = one.tests.map((test, index) => {
    const added = other.tests[index]?.values.filter(
      (value) => !test.values.some((own) => isSame(own, value)),
    );
    return { ...test, values: [...test.values, ...(added ?? [])] };
  });
  return { ...one, tests };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
