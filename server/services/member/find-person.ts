import { findFlowName } from '@/server/db/flow/store';
import { findMember } from '@/server/db/member/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';

/** A participant of a conversation: a member of the organization or one of its flows. */
export type Person = { id: string; name: string; email: string | null; isBot: boolean };

/**
 * Finds a member by user id, or a flow by id, archived or not, because flows send messages under their id; null for
 * others. Throws permission_denied to visitors, who see names only in messages.
 */
export async function findPerson({ db, actor }: ServiceContext, id: string): Promise<Person | null> {
  if (actor.type === 'visitor') throw domainError('permission_denied', { scope: null });
  if (!isUuid(id)) return null;
  const { orgId } = actor;
  const member = await findMember(db, { orgId, userId: id });
  if (member) return { id, name: member.name, email: member.email, isBot: false };
  const name = await findFlowName(db, { orgId, flowId: id });
  return name === null ? null : { id, name, email: null, isBot: true };
}
