/** Returns the value that is kept under a key, or creates and keeps it. The oldest one goes beyond `max` values. */
export function keepRecent<T>(kept: Map<string, T>, key: string, max: number, create: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const created = create();
  const oldest = kept.size >= max ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(key, created);
  return created;
}
