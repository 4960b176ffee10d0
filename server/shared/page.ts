/** One page of a list; `nextCursor` is null on the last one. */
export type Page<T> = { items: T[]; nextCursor: string | null };

export type PageRequest = { cursor?: string | undefined; limit: number };

/** Encodes the sort key of the last row as an opaque cursor. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Parses a cursor with exactly `length` parts; null for an invalid one. */
export function parseCursor(cursor: string, length: number): string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== length) return null;
    return parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}

/** Cuts `limit + 1` rows to a page whose cursor continues after its last row. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (row: T) => readonly string[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
  };
}
