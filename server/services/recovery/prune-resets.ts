import { pruneResets as prune } from '@/server/db/password-reset/store';
import type { Platform } from '../context';

const KEPT_MS = 86_400_000;

/** Deletes up to `limit` reset links that expired a day ago; returns how many. */
export function pruneResets({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return prune(db, { before: new Date(clock.now() - KEPT_MS), limit });
}
