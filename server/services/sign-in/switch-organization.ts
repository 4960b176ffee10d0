import { z } from 'zod';
import { updateSignInOrg } from '@/server/db/sign-in/store';
import type { Platform } from '../context';
import { findMemberActor } from '../member/find-member-actor';
import type { SignIn } from './sign-in';

const destination = z.object({ orgId: z.uuid() });

/** Moves a sign-in to another organization of the person; unchanged when they are not a member there. */
export async function switchOrganization(platform: Platform, signIn: SignIn, to: unknown): Promise<SignIn> {
  const parsed = destination.safeParse(to);
  if (!parsed.success) return signIn;
  const moved = { ...signIn, orgId: parsed.data.orgId };
  if (!(await findMemberActor(platform, moved))) return signIn;
  const { id, orgId } = moved;
  await updateSignInOrg(platform.db, { id, orgId });
  return moved;
}
