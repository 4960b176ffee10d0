import { type ApiKeyRow, findApiKeysByPrefixes } from '@/server/db/api-key/store';
import { createBatcher } from '@/server/shared/batcher';
import type { Platform } from '../context';

/** The keys of a prefix as they were read; `touchedAt` is when a use was last written down by this process. */
export type CachedKey = { rows: Promise<ApiKeyRow[]>; expiresAt: number; touchedAt: number };

/** Apart, so that however many unknown keys are presented, none that is known is asked for once more. */
type Cache = {
  known: Map<string, CachedKey>;
  unknown: Map<string, CachedKey>;
  find(prefix: string): Promise<ApiKeyRow[]>;
};

/** How long another process may still honour a key that was revoked. */
export const KEY_TTL_MS = 10_000;
const UNKNOWN_TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;
// What is presented while so many questions are under way is asked for together.
const GATHERING = { concurrency: 2, maxItems: 100 };

// The console's build and the API's build of this module share one process and must share what was revoked.
const CACHES = Symbol.for('parley.keyCaches');
type Shared = { [CACHES]?: WeakMap<object, Cache> };

/** The keys with this prefix as they were at most 10 s ago: one, or none, but for the rarest of chances. */
export function findCachedKey(platform: Platform, prefix: string): CachedKey {
  const cache = cacheOf(platform);
  const now = platform.clock.now();
  const cached = cache.known.get(prefix) ?? cache.unknown.get(prefix);
  if (cached && cached.expiresAt > now) return cached;
  return load(cache, prefix, now, cached?.touchedAt ?? 0);
}

/** Tells whether there was a key with this prefix when it was last asked for; asks for nothing. */
export function isKeyCached(platform: Platform, prefix: string): boolean {
  return cacheOf(platform).known.has(prefix);
}

/** Makes this process ask the database for the key the next time. */
export function invalidateKey(platform: Platform, prefix: string): void {
  forget(cacheOf(platform), prefix);
}

function load(cache: Cache, prefix: string, now: number, touchedAt: number): CachedKey {
  const entry: CachedKey = {
    rows: cache.find(prefix),
    expiresAt: now + KEY_TTL_MS,
    touchedAt,
  };
  put(cache.known.has(prefix) ? cache.known : cache.unknown, prefix, entry);
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
  put(isKnown ? cache.known : cache.unknown, prefix, entry);
}

function forget({ known, unknown }: Cache, prefix: string): void {
  known.delete(prefix);
  unknown.delete(prefix);
}

/** The oldest goes where there are too many. */
function put(entries: Map<string, CachedKey>, prefix: string, entry: CachedKey): void {
  entries.delete(prefix);
  entries.set(prefix, entry);
  if (entries.size <= MAX_ENTRIES) return;
  const oldest = entries.keys().next();
  if (!oldest.done) entries.delete(oldest.value);
}

function cacheOf({ db }: Platform): Cache {
  const shared = globalThis as Shared;
  shared[CACHES] ??= new WeakMap();
  const known = shared[CACHES].get(db);
  if (known) return known;
  const cache: Cache = { known: new Map(), unknown: new Map(), find: createFinder(db) };
  shared[CACHES].set(db, cache);
  return cache;
}

function createFinder(db: Platform['db']): Cache['find'] {
  const many = (prefixes: readonly string[]) => findApiKeysByPrefixes(db, prefixes);
  const one = async (prefix: string) => (await many([prefix]))[0] ?? [];
  return createBatcher({ one, many }, GATHERING);
}
