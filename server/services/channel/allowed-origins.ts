import { listAllowedOrigins } from '@/server/db/channel/chat';
import type { Platform } from '../context';

const TTL_MS = 2_000;

/** Every origin that some chat channel allows, as of at most 2 s ago. */
export type AllowedOrigins = { list(platform: Platform): Promise<readonly string[]> };

/** Creates a cache that reads the database at most once in 2 s. */
export function createAllowedOrigins(): AllowedOrigins {
  let known: Promise<readonly string[]> | null = null;
  let until = 0;
  return {
    list({ db, clock }) {
      if (known && clock.now() < until) return known;
      const asked = listAllowedOrigins(db);
      known = asked;
      until = clock.now() + TTL_MS;
      asked.catch(() => {
        known = null;
      });
      return asked;
    },
  };
}
