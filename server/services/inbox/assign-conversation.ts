import { findMember, listMembers, type MemberRow } from '@/server/db/member/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { ROLE_SCOPES } from '@/server/shared/scopes';
import { requireScope, type ServiceContext } from '../context';
import type { SessionView } from '../session/view';
import { requireUser } from '../user/require-user';
import { advanceConversation } from './advance-conversation';

const MOST = 500;

/** Lists the members to whom a conversation can be assigned, the longest-standing first, at most 500. */
export async function listAssignees(ctx: ServiceContext): Promise<Pick<MemberRow, 'userId' | 'name'>[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  const members = await listMembers(ctx.db, { orgId, take: MOST });
  return members.filter(mayAnswer).map(({ userId, name }) => ({ userId, name }));
}

function mayAnswer({ role }: Pick<MemberRow, 'role'>): boolean {
  return ROLE_SCOPES[role].includes('sessions:write');
}

export type AssignConversation = { sessionId: string; userId: string };

/**
 * Assigns a conversation to a member who may answer, also one that another member has; its flow stops answering. Throws
 * not_found, invalid_request, session_finished and session_expired.
 */
export async function assignConversation(
  ctx: ServiceContext,
  { sessionId, userId }: AssignConversation,
): Promise<SessionView> {
  const orgId = requireScope(ctx, 'sessions:write');
  requireUser(ctx);
  const member = isUuid(userId) ? await findMember(ctx.db, { orgId, userId }) : null;
  if (!member || !mayAnswer(member))
    throw domainError('invalid_request', {
      issues: [{ path: ['userId'], message: 'must be a member who may answer conversations' }],
    });
  const event = { type: 'control.changed' as const, at: ctx.clock.now(), control: 'human' as const };
  const step = { event, assigneeId: userId, waiting: false, isKept: true as const };
  return advanceConversation(ctx, sessionId, [step]);
}
