import { ownValue } from '@/app/_lib/own-value';

/** Names whose value is not what it was, new ones among them. */
export function changedNames(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const names = Object.keys(after);
  return new Set(
    names.filter((name) => JSON.stringify(ownValue(before, name)) !== JSON.stringify(after[name])),
  );
}
