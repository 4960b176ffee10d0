/** One page of a list; `nextCursor` is null on the last one. */
export type Page<T> = { items: T[]; nextCursor: string | null };

export type PageRequest = { cursor?: string | undefined; limit: number };

/** Packs the sort key of the last row into an opaque cursor. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Unpacks a cursor of exactly `length` parts; null when it was not made by `encodeCursor`. */
export function parseCursor(cursor: string, length: number): string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== length) return null;
    return parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}

/** Cuts `limit + 1` fetched rows to a page whose cursor continues after its last row. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (row: T) => readonly string[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
  };
}
