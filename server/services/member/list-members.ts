import { listMembers as listMemberRows } from '@/server/db/member/store';
import type { Role } from '@/server/shared/scopes';
import type { ServiceContext } from '../context';
import { requireUser } from '../user/require-user';

export type MemberView = { userId: string; name: string; email: string; role: Role; joinedAt: Date };

const MOST = 500;

/** Lists the organization's members, earliest first, at most 500; open to every member. */
export async function listMembers(ctx: ServiceContext): Promise<MemberView[]> {
  const { orgId } = requireUser(ctx);
  const members = await listMemberRows(ctx.db, { orgId, take: MOST });
  return members.map(({ userId, role, createdAt, name, email }) => ({
    userId,
    name,
    email,
    role,
    joinedAt: createdAt,
  }));
}
