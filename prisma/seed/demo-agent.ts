import { findMemberByEmail, insertMember } from '@/server/db/member/store';
import { findUserByEmail, insertUser } from '@/server/db/user/store';
import { withChange } from '@/server/services/audit/with-change';
import type { BaseContext } from '@/server/services/context';

const EMAIL = 'agent@parley.example';
const NAME = 'Agent Smith';

/** Makes an agent who cannot sign in, unless present; returns null when the agent was removed. */
export async function keepAgent(
  platform: BaseContext,
  orgId: string,
  known: string | undefined,
): Promise<string | null> {
  const { db, ids, clock } = platform;
  const found = await findMemberByEmail(db, { orgId, email: EMAIL });
  if (found) return found.userId;
  if (known) return null;
  const now = clock.now();
  const createdAt = new Date(now);
  await insertUser(db, { id: ids.uuid(now), email: EMAIL, name: NAME, createdAt });
  const user = await findUserByEmail(db, { email: EMAIL });
  if (!user) return null;
  return withChange({ ...platform, actor: { type: 'system', orgId } }, async (tx) => {
    await insertMember(tx, { orgId, userId: user.id, role: 'agent', createdAt });
    const what = { action: 'member.joined', thingId: user.id, name: EMAIL } as const;
    return { result: user.id, change: { ...what, before: null, after: { role: 'agent' } } };
  });
}
