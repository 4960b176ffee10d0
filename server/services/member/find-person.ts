import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';

/** Somebody who speaks in a conversation: a member of the organization, or one of its flows. */
export type Person = { id: string; name: string; email: string | null; isBot: boolean };

/**
 * Finds who has this id: a member's user id, or a flow's id, archived or not, for the flow speaks under it. Null for an
 * id of nobody here. Throws permission_denied to visitors, who are told names only with what was said.
 */
export async function findPerson({ db, actor }: ServiceContext, id: string): Promise<Person | null> {
  if (actor.type === 'visitor') throw domainError('permission_denied', { scope: null });
  if (!isUuid(id)) return null;
  const { orgId } = actor;
  const member = await db.prisma.member.findUnique({
    where: { orgId_userId: { orgId, userId: id } },
    select: { user: { select: { id: true, name: true, email: true } } },
  });
  if (member) return { ...member.user, isBot: false };
  const where = { orgId_id: { orgId, id } };
  const flow = await db.prisma.flow.findUnique({ where, select: { id: true, name: true } });
  return flow && { ...flow, email: null, isBot: true };
}
