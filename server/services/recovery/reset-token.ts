/*
 * recovery/reset-once: a reset link works once, for 30 minutes, and only while the person's credentials are
 *   unchanged. Its secret has 192 random bits and is stored as a hash.
 */

import type { Db } from '@/server/db/connection/transaction';
import { insertPasswordReset } from '@/server/db/password-reset/store';
import type { Platform } from '../context';
import { hashSecret } from '../hash-secret';
import { makeLinkToken } from '../link-token';

/** The lifetime of a reset link. */
export const RESET_LIFE_MS = 30 * 60_000;

export type ResetOptions = {
  /** The organization whose owner or admin hands it over. */
  handedOverBy?: string;
  endsFactor?: boolean;
  /** Whether it is sent only to the person's mailbox. */
  byMail?: boolean;
};

/** Stores a new reset link and returns its secret. */
export async function insertReset(
  { ids, clock }: Pick<Platform, 'ids' | 'clock'>,
  user: { id: string; credentialsRev: number },
  options: ResetOptions,
  db: Db,
): Promise<string> {
  const token = makeLinkToken(ids);
  const now = clock.now();
  await insertPasswordReset(db, {
    ...options,
    tokenHash: hashSecret(token),
    userId: user.id,
    credentialsRev: user.credentialsRev,
    createdAt: new Date(now),
    expiresAt: new Date(now + RESET_LIFE_MS),
  });
  return token;
}
