import type { Platform } from '../context';

const KEPT_MS = 86_400_000;

/** Deletes up to `limit` reset links that expired a day ago; returns how many. */
export async function pruneResets({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  const { passwordReset } = db.prisma;
  const expiresAt = { lt: new Date(clock.now() - KEPT_MS) };
  const rows = await passwordReset.findMany({
    where: { expiresAt },
    select: { tokenHash: true },
    take: limit,
  });
  const { count } = await passwordReset.deleteMany({
    where: { tokenHash: { in: rows.map(({ tokenHash }) => tokenHash) } },
  });
  return count;
}
