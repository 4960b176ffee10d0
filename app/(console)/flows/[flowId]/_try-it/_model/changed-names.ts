import { ownValue } from '@/app/_lib/own-value';

/** The names whose value changed, and the new ones. */
export function changedNames(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const names = Object.keys(after);
  return new Set(
    names.filter((name) => JSON.stringify(ownValue(before, name)) !== JSON.stringify(after[name])),
  );
}
