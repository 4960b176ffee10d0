/*
 * recovery/reset-once: a reset link works once, for 30 minutes, and only while the person's credentials are the ones
 *   that it was made for. Its secret has 192 random bits and is stored as a hash.
 */
import { createHash } from 'node:crypto';
import type { Transaction } from '@/server/db/connection/transaction';
import type { Platform } from '../context';

/** How long a reset link works. */
export const RESET_LIFE_MS = 30 * 60_000;

export type ResetOptions = {
  /** The organization whose owner or admin hands it over. */
  handedOverBy?: string;
  endsFactor?: boolean;
  /** Whether it goes to the person's mailbox alone. */
  byMail?: boolean;
};

/** Stores a new reset link of a person and returns its secret. */
export async function insertReset(
  { ids, clock }: Pick<Platform, 'ids' | 'clock'>,
  user: { id: string; credentialsRev: number },
  options: ResetOptions,
  { prisma }: Pick<Transaction, 'prisma'>,
): Promise<string> {
  const token = ids.bytes(24).toString('base64url');
  const now = clock.now();
  await prisma.passwordReset.create({
    data: {
      ...options,
      tokenHash: hashResetToken(token),
      userId: user.id,
      credentialsRev: user.credentialsRev,
      createdAt: new Date(now),
      expiresAt: new Date(now + RESET_LIFE_MS),
    },
  });
  return token;
}

/** What is stored of a link's secret. */
export function hashResetToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
