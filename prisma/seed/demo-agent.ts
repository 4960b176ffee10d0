import type { Platform } from '@/server/services/context';

const EMAIL = 'agent@parley.example';
const NAME = 'Agent Smith';

/** Makes an agent who cannot sign in, unless present; returns null when the agent was removed. */
export async function keepAgent(
  { db, ids, clock }: Platform,
  orgId: string,
  known: string | undefined,
): Promise<string | null> {
  const now = clock.now();
  const found = await db.prisma.member.findFirst({ where: { orgId, user: { email: EMAIL } } });
  if (found) return found.userId;
  if (known) return null;
  const createdAt = new Date(now);
  const user = await db.prisma.user.upsert({
    where: { email: EMAIL },
    create: { id: ids.uuid(now), email: EMAIL, name: NAME, createdAt },
    update: {},
  });
  await db.prisma.member.create({ data: { orgId, userId: user.id, role: 'agent', createdAt } });
  return user.id;
}
