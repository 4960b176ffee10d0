import { LRUCache } from 'lru-cache';
import { type ApiKeyRow, findApiKeysByPrefixes } from '@/server/db/api-key/store';
import { createBatcher } from '@/server/shared/batcher';
import type { Platform } from '../context';

/** The rows of one prefix; `touchedAt` is when this process last recorded a use. */
export type CachedKey = { rows: Promise<ApiKeyRow[]>; expiresAt: number; touchedAt: number };

/** Unknown prefixes are cached apart, so that guesses never evict a key that exists. */
type Cache = {
  known: LRUCache<string, CachedKey>;
  unknown: LRUCache<string, CachedKey>;
  find(prefix: string): Promise<ApiKeyRow[]>;
};

/** The time for which another process may still accept a revoked key. */
export const KEY_TTL_MS = 10_000;
const UNKNOWN_TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;
// Prefixes that are requested while this many queries run are read in one query.
const GATHERING = { concurrency: 2, maxItems: 100 };

// The console's build and the API's build of this module run in one process and must share revocations.
const CACHES = Symbol.for('parley.keyCaches');
type Shared = { [CACHES]?: WeakMap<object, Cache> };

/** Returns the keys with this prefix as of at most 10 s ago: one or none, except when two prefixes collide. */
export function findCachedKey(platform: Platform, prefix: string): CachedKey {
  const cache = cacheOf(platform);
  const now = platform.clock.now();
  const cached = cache.known.get(prefix) ?? cache.unknown.get(prefix);
  if (cached && cached.expiresAt > now) return cached;
  return load(cache, prefix, now, cached?.touchedAt ?? 0);
}

/** Whether a key with this prefix existed when it was last read; reads nothing. */
export function isKeyCached(platform: Platform, prefix: string): boolean {
  return cacheOf(platform).known.has(prefix);
}

/** Makes this process read the key again at its next use. */
export function invalidateKey(platform: Platform, prefix: string): void {
  forget(cacheOf(platform), prefix);
}

function load(cache: Cache, prefix: string, now: number, touchedAt: number): CachedKey {
  const entry: CachedKey = {
    rows: cache.find(prefix),
    expiresAt: now + KEY_TTL_MS,
    touchedAt,
  };
  (cache.known.has(prefix) ? cache.known : cache.unknown).set(prefix, entry);
  const isStill = (): boolean => (cache.known.get(prefix) ?? cache.unknown.get(prefix)) === entry;
  entry.rows.then(
    (rows) => {
      if (rows.length === 0) entry.expiresAt = now + UNKNOWN_TTL_MS;
      if (isStill()) move(cache, prefix, entry, rows.length > 0);
    },
    () => {
      if (isStill()) forget(cache, prefix);
    },
  );
  return entry;
}

function move(cache: Cache, prefix: string, entry: CachedKey, isKnown: boolean): void {
  forget(cache, prefix);
  (isKnown ? cache.known : cache.unknown).set(prefix, entry);
}

function forget({ known, unknown }: Cache, prefix: string): void {
  known.delete(prefix);
  unknown.delete(prefix);
}

function cacheOf({ db }: Platform): Cache {
  const shared = globalThis as Shared;
  shared[CACHES] ??= new WeakMap();
  const known = shared[CACHES].get(db);
  if (known) return known;
  const cache: Cache = {
    known: new LRUCache({ max: MAX_ENTRIES }),
    unknown: new LRUCache({ max: MAX_ENTRIES }),
    find: createFinder(db),
  };
  shared[CACHES].set(db, cache);
  return cache;
}

function createFinder(db: Platform['db']): Cache['find'] {
  const many = (prefixes: readonly string[]) => findApiKeysByPrefixes(db, prefixes);
  const one = async (prefix: string) => (await many([prefix]))[0] ?? [];
  return createBatcher({ one, many }, GATHERING);
}
