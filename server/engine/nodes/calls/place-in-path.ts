/*
 * A path below the address of a connection.
 *
 * connection/path-below  Whatever its expressions insert, a path never leaves the address of its connection.
 */
import { createSecretPlacer, type PlacedText } from '../../secrets/place-secrets';
import type { Fields } from './place-in-url';

type Placed = { ok: true; value: PlacedText } | { ok: false; reason: string };

/** No connection has this address; the path is parsed below it. */
const BASE = 'http://connection.invalid';

/** Completes a path with its query and finds its secrets; refuses one that could lead outside of the connection. */
export function placeInPath(marked: string, query: Fields): Placed {
  const { hide, place } = createSecretPlacer([marked, ...query.flat()]);
  const hidden = hide(marked);
  const reason = findPathDefect(hidden);
  if (reason !== null) return { ok: false, reason };
  const url = new URL(BASE + (/^[/?#]|^$/.test(hidden) ? hidden : `/${hidden}`));
  for (const [name, value] of query) url.searchParams.append(name, hide(value));
  // Without a path the address is called as it is, also without a final slash.
  const path = /^[?#]|^$/.test(hidden) ? '' : url.pathname;
  const value = place(path + url.search, () => 'url');
  return value ? { ok: true, value } : { ok: false, reason: 'has a secret that its encoding changes.' };
}

/** Why a text cannot be a path below the address of a connection; null if it can. */
export function findPathDefect(path: string): string | null {
  const [beforeQuery = ''] = path.split(/[?#]/);
  if (/^[a-z][a-z0-9+.-]*:/i.test(path))
    return 'is a complete address; with a connection, write the path only.';
  if (/^[\\/]{2}/.test(path)) return 'begins with //, which leads to another host.';
  if (path.startsWith('@')) return 'begins with @, which leads to another host.';
  if (/[\\\p{Cc}]/u.test(beforeQuery)) return 'has a backslash or a control character in its path.';
  const segments = beforeQuery.split(/\/|%2f|%5c/i);
  return segments.some(isDotSegment)
    ? 'has a segment "." or "..", which leads out of the address of the connection.'
    : null;
}

/** True for a segment that a URL resolves: "." or "..", also percent-encoded. */
export function isDotSegment(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}
