import { hashPassword } from '@/server/services/user/password/hash-password';
import type { TestEnv } from '@/server/tools/test/platform';

export const PASSWORD = 'correct horse battery';

export type ProofPerson = { email: string; userId: string };

/** Makes a member of the test organization with the password that all suites use. */
export async function addPerson({ platform, orgId }: TestEnv): Promise<ProofPerson> {
  const { db, ids, clock } = platform;
  const userId = ids.uuid(clock.now());
  const email = `${userId}@example.test`;
  const passwordHash = await hashPassword(PASSWORD);
  await db.prisma.user.create({ data: { id: userId, email, name: 'Ada', passwordHash } });
  await db.prisma.member.create({ data: { orgId, userId, role: 'admin' } });
  return { email, userId };
}
