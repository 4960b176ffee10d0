import type { Prisma } from '@/server/db/generated/client';
import { ROLE_SCOPES, type Role, type Scope } from '@/server/shared/scopes';
import type { ServiceContext } from '../context';
import { requireUser } from './require-user';

/** The signed-in person, their organization, and what they may do there. */
export type Me = {
  user: { id: string; name: string; email: string; hasPassword: boolean; hasFactor: boolean };
  organization: { id: string; name: string; slug: string };
  /** All organizations of the person, by name. */
  organizations: { id: string; name: string }[];
  /** A notice that is shown until the person dismisses it. */
  notice: 'credentials-ended' | null;
  role: Role;
  scopes: readonly Scope[];
  /** Whether the organization requires a second factor that the person has not set up. */
  lacksFactor: boolean;
  /** Whether invitations and reset links are mailed. */
  sendsMail: boolean;
};

const BY_NAME = {
  select: { organization: { select: { id: true, name: true } } },
  orderBy: [{ organization: { name: 'asc' } }, { orgId: 'asc' }],
} as const satisfies Prisma.User$membersArgs;

/** Returns the signed-in person; null when their membership ended meanwhile. */
export async function findMe(ctx: ServiceContext): Promise<Me | null> {
  const { orgId, userId, lacksFactor = false } = requireUser(ctx);
  const member = await ctx.db.prisma.member.findUnique({
    where: { orgId_userId: { orgId, userId } },
    include: { user: { include: { members: BY_NAME, factor: true } }, organization: true },
  });
  if (!member) return null;
  const { user, organization, role } = member;
  return {
    user: {
      id: user.id,
      name: user.name,
      email: user.email,
      hasPassword: user.passwordHash !== null,
      hasFactor: user.factor?.confirmedAt != null,
    },
    organization: { id: organization.id, name: organization.name, slug: organization.slug },
    organizations: user.members.map((joined) => joined.organization),
    notice: user.notice === 'credentials-ended' ? user.notice : null,
    role,
    scopes: ROLE_SCOPES[role],
    lacksFactor,
    sendsMail: ctx.mail !== null,
  };
}
