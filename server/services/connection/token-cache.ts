/*
 * token/one-fetch    Calls that need a token at the same time wait for one request to the token server.
 * token/own-version  A token is sent only for the version of the connection that it was fetched for.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '@/server/gateways/clock';

/** An access token, or why there is none. */
export type Token =
  | { ok: true; value: string; lifetimeMs: number }
  | { ok: false; code: string; message: string };

/** The access tokens of connections, kept in this process until they expire. */
export type TokenCache = {
  /** Returns the token under a key, which names the version of a connection; fetches it once if there is none. */
  get(key: string, request: () => Promise<Token>): Promise<Token>;
  /** Deletes a token that the service refused, unless another one has replaced it. */
  drop(key: string, value: string): void;
};

const MAX_ENTRIES = 1_000;
/** A token is renewed so long before it expires, at most. */
const LEAD_MS = 30_000;

type Entry = { token: Promise<Token>; value: string | null; until: number };

/** Creates an empty cache. */
export function createTokenCache(clock: Clock): TokenCache {
  const entries = new LRUCache<string, Entry>({ max: MAX_ENTRIES });
  const forget = (key: string, entry: Entry) => {
    if (entries.get(key) === entry) entries.delete(key);
  };
  return {
    get: (key, request) => {
      const known = entries.get(key);
      if (known && known.until > clock.now()) return known.token;
      const entry: Entry = { token: request(), value: null, until: Number.POSITIVE_INFINITY };
      entries.set(key, entry);
      entry.token.then(
        (token) => {
          if (!token.ok) return forget(key, entry);
          entry.value = token.value;
          entry.until = clock.now() + token.lifetimeMs - Math.min(LEAD_MS, token.lifetimeMs / 10);
        },
        () => forget(key, entry),
      );
      return entry.token;
    },
    drop: (key, value) => {
      if (entries.get(key)?.value === value) entries.delete(key);
    },
  };
}
