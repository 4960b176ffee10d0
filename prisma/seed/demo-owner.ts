import { findUserByEmail, updatePassword } from '@/server/db/user/store';
import type { Platform } from '@/server/services/context';
import { hashPassword, verifyPassword } from '@/server/services/user/password/hash-password';
import { signUpOwner } from '@/server/services/user/sign-up/sign-up-owner';
import type { DemoFacts } from './demo-facts';

const EMAIL = 'demo@parley.example';

export type DemoOwner = { orgId: string; userId: string; email: string; password: string };

/** Makes or finds the demo's owner; returns null when the database belongs to somebody else. */
export async function seedOwner(platform: Platform, known: DemoFacts | null): Promise<DemoOwner | null> {
  const fresh = platform.ids.bytes(12).toString('base64url');
  const made = await signUpOwner(platform, {
    organization: 'Demo',
    name: 'Demo Owner',
    email: EMAIL,
    password: fresh,
  });
  const user = await findUserByEmail(platform.db, { email: EMAIL });
  const orgId = user?.orgIds[0];
  if (!user || !orgId) return null;
  const owner = { orgId, userId: user.id, email: EMAIL };
  if (made === 'made') return { ...owner, password: fresh };
  const kept = known?.console.password;
  if (kept && (await verifyPassword(user.passwordHash, kept))) return { ...owner, password: kept };
  await replacePassword(platform, user.id, fresh);
  return { ...owner, password: fresh };
}

// The printed password is lost or was changed; only its hash is stored.
async function replacePassword({ db }: Platform, userId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await updatePassword(db, { userId }, passwordHash);
}
