import type { Transaction } from '@/server/db/connection/transaction';
import type { Platform } from '../context';
import { findTimeStep } from './factor-secret';

/** The result of a code of the app; `reused` means a code of the last accepted step or an earlier one. */
export type CodeUse = 'taken' | 'wrong' | 'reused';

type Place = Pick<Transaction, 'prisma'>;

/** Consumes a code of a person's app; `confirms` allows a factor that is not yet confirmed (factor/code-once). */
export async function consumeAppCode(
  platform: Platform,
  userId: string,
  code: string,
  { confirms = false, db = platform.db }: { confirms?: boolean; db?: Place } = {},
): Promise<CodeUse> {
  const confirmedAt = confirms ? null : { not: null };
  const factor = await db.prisma.factor.findUnique({ where: { userId, confirmedAt } });
  const now = platform.clock.now();
  const step = factor && findTimeStep(platform, factor, code, now);
  if (!factor || step === null) return 'wrong';
  const { count } = await db.prisma.factor.updateMany({
    where: { userId, sealed: factor.sealed, confirmedAt, lastStep: { lt: step } },
    data: { lastStep: step, ...(confirms && { confirmedAt: new Date(now) }) },
  });
  if (count === 1) return 'taken';
  // The update also misses when the factor was replaced meanwhile; that code was not used.
  const where = { userId, sealed: factor.sealed, confirmedAt: { not: null }, lastStep: { gte: step } };
  return (await db.prisma.factor.count({ where })) > 0 ? 'reused' : 'wrong';
}
