import { pruneSignIns as prune } from '@/server/db/sign-in/store';
import type { Platform } from '../context';
import { KEPT_MS } from './sign-in';

/** Deletes sign-ins last seen more than 90 days ago; returns how many. */
export function pruneSignIns({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return prune(db, { before: new Date(clock.now() - KEPT_MS), limit });
}
