/** Copies an object with one key and its value replaced, in its place. */
export function replaceKey<T extends object>(object: T, key: string, by: string, value: unknown): T {
  const entries = Object.entries(object).map((entry) => (entry[0] === key ? [by, value] : entry));
  return Object.fromEntries(entries) as T;
}
