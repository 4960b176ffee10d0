import { type ApiKeyRow, findKeysByPrefix } from '@/server/db/api-key-store';
import type { Platform } from '../context';

/** The keys of a prefix as they were read; `touchedAt` is when a use was last written down by this process. */
export type CachedKey = { rows: Promise<ApiKeyRow[]>; expiresAt: number; touchedAt: number };

type Cache = Map<string, CachedKey>;

/** How long another process may still honour a key that was revoked. */
export const KEY_TTL_MS = 10_000;
const UNKNOWN_TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;

// The console's build and the API's build of this module share one process and must share what was revoked.
const CACHES = Symbol.for('parley.keyCaches');
type Shared = { [CACHES]?: WeakMap<object, Cache> };

/** The keys with this prefix as they were at most 10 s ago: one, or none, but for the rarest of chances. */
export function findCachedKey(platform: Platform, prefix: string): CachedKey {
  const cache = cacheOf(platform);
  const now = platform.clock.now();
  const cached = cache.get(prefix);
  if (cached && cached.expiresAt > now) return cached;
  return load(platform, cache, prefix, now, cached?.touchedAt ?? 0);
}

/** Makes this process ask the database for the key the next time. */
export function forgetKey(platform: Platform, prefix: string): void {
  cacheOf(platform).delete(prefix);
}

function load(platform: Platform, cache: Cache, prefix: string, now: number, touchedAt: number): CachedKey {
  const entry: CachedKey = {
    rows: findKeysByPrefix(platform.db, prefix),
    expiresAt: now + KEY_TTL_MS,
    touchedAt,
  };
  cache.delete(prefix);
  cache.set(prefix, entry);
  entry.rows.then(
    (rows) => {
      if (rows.length === 0) entry.expiresAt = now + UNKNOWN_TTL_MS;
    },
    () => cache.delete(prefix),
  );
  dropOldest(cache);
  return entry;
}

function dropOldest(cache: Cache): void {
  if (cache.size <= MAX_ENTRIES) return;
  const oldest = cache.keys().next();
  if (!oldest.done) cache.delete(oldest.value);
}

function cacheOf({ db }: Platform): Cache {
  const shared = globalThis as Shared;
  shared[CACHES] ??= new WeakMap();
  const known = shared[CACHES].get(db);
  if (known) return known;
  const cache: Cache = new Map();
  shared[CACHES].set(db, cache);
  return cache;
}
