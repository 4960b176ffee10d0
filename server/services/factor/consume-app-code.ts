import type { Db } from '@/server/db/connection/transaction';
import { findFactor, hasUsedStep, updateFactorStep } from '@/server/db/factor/store';
import type { Platform } from '../context';
import { findTimeStep } from './factor-secret';

/** The result of a code of the app; `reused` means a code of the last accepted step or an earlier one. */
export type CodeUse = 'taken' | 'wrong' | 'reused';

/** Consumes a code of a person's app; `confirms` allows a factor that is not yet confirmed (factor/code-once). */
export async function consumeAppCode(
  platform: Platform,
  userId: string,
  code: string,
  { confirms = false, db = platform.db }: { confirms?: boolean; db?: Db } = {},
): Promise<CodeUse> {
  const factor = await findFactor(db, { userId, confirmed: !confirms });
  const now = platform.clock.now();
  const step = factor && findTimeStep(platform, factor, code, now);
  if (!factor || step === null) return 'wrong';
  const used = { userId, sealed: factor.sealed, step };
  const confirmedAt = confirms ? new Date(now) : null;
  if (await updateFactorStep(db, used, { confirmedAt })) return 'taken';
  // The update also misses when the factor was replaced meanwhile; that code was not used.
  return (await hasUsedStep(db, used)) ? 'reused' : 'wrong';
}
