import type { Platform } from '../context';

/** Records that a credential was shown in a sign-in, so that it counts as fresh. */
export async function markAuthenticated({ db, clock }: Platform, signInId: string): Promise<void> {
  await db.prisma.signIn.updateMany({
    where: { id: signInId, endedAt: null },
    data: { authenticatedAt: new Date(clock.now()) },
  });
}
