import type { Actor, Platform } from '../context';
import type { SignIn } from '../user/authenticate-user';

/** Turns a sign-in into the actor of this very request; null when the member was removed or the password changed since. */
export async function findMemberActor({ db }: Platform, signIn: SignIn): Promise<Actor | null> {
  const { orgId, userId, credentialsRev } = signIn;
  const member = await db.prisma.member.findUnique({
    where: { orgId_userId: { orgId, userId }, user: { credentialsRev } },
    select: { role: true },
  });
  return member && { type: 'user', orgId, userId, role: member.role };
}
