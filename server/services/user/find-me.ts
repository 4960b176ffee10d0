import { findFactor } from '@/server/db/factor/store';
import { findMember } from '@/server/db/member/store';
import { getOrganization, listOrganizationsOfUser } from '@/server/db/organization/store';
import { findUser } from '@/server/db/user/store';
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

/** Returns the signed-in person; null when their membership ended meanwhile. */
export async function findMe(ctx: ServiceContext): Promise<Me | null> {
  const { orgId, userId, lacksFactor = false } = requireUser(ctx);
  const member = await findMember(ctx.db, { orgId, userId });
  const user = await findUser(ctx.db, { userId });
  if (!member || !user) return null;
  const { role } = member;
  const organization = await getOrganization(ctx.db, { orgId });
  const factor = await findFactor(ctx.db, { userId, confirmed: true });
  return {
    user: {
      id: user.id,
      name: user.name,
      email: user.email,
      hasPassword: user.passwordHash !== null,
      hasFactor: factor !== null,
    },
    organization: { id: organization.id, name: organization.name, slug: organization.slug },
    organizations: await listOrganizationsOfUser(ctx.db, { userId }),
    notice: user.notice === 'credentials-ended' ? user.notice : null,
    role,
    scopes: ROLE_SCOPES[role],
    lacksFactor,
    sendsMail: ctx.mail !== null,
  };
}
