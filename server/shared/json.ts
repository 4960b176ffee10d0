/** Plain data as it travels on the wire and rests in the database. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Says why PostgreSQL could not keep this text unchanged, or null when it can. */
export function findTextDefect(text: string): string | null {
  if (text.includes('\u0000')) return 'contains a NUL character';
  if (LONE_SURROGATE.test(text)) return 'contains an unpaired surrogate';
  return null;
}

/** Tells whether PostgreSQL could keep this text unchanged. */
export function isStorable(text: string): boolean {
  return findTextDefect(text) === null;
}

export type JsonDefect = { path: (string | number)[]; reason: string };

/** Finds the first value or key deeper than `maxDepth` or not storable as it is; null when all is well. */
export function findJsonDefect(value: unknown, maxDepth = 64): JsonDefect | null {
  const stack: { value: unknown; path: (string | number)[] }[] = [{ value, path: [] }];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const defect = defectOfEntry(entry.value, entry.path, maxDepth);
    if (defect) return { path: entry.path, reason: defect };
    if (entry.value === null || typeof entry.value !== 'object') continue;
    for (const [key, child] of Object.entries(entry.value))
      stack.push({ value: child, path: [...entry.path, key] });
  }
  return null;
}

function defectOfEntry(value: unknown, path: (string | number)[], maxDepth: number): string | null {
  if (path.length > maxDepth) return `is nested deeper than ${maxDepth} levels`;
  const key = path.at(-1);
  const keyDefect = typeof key === 'string' ? findTextDefect(key) : null;
  if (keyDefect) return `has a key that ${keyDefect}`;
  return typeof value === 'string' ? findTextDefect(value) : null;
}

/** Serialises with sorted keys, so that equal data gives equal text. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`).join(',')}}`;
}
