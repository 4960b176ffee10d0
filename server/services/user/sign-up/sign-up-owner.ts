import type { z } from 'zod';
import { lockFirstRun } from '@/server/db/lock/first-run';
import { insertMember } from '@/server/db/member/store';
import { insertOrganization } from '@/server/db/organization/store';
import { hasUsers, insertUser } from '@/server/db/user/store';
import { withChange } from '../../audit/with-change';
import type { BaseContext, Platform, ServiceContext } from '../../context';
import { toOrganizationSlug } from '../../organization/schema';
import { requireValid } from '../../require-valid';
import { hashPassword } from '../password/hash-password';
import { requireUncommonPassword } from '../password/require-uncommon-password';
import { type SignUp, signUpSchema } from '../schema';
import { requireSetUpToken } from './set-up-token';

/** Whether nobody has signed up yet. */
export async function isFirstRun({ db }: Platform): Promise<boolean> {
  return !(await hasUsers(db));
}

/** Creates the first owner for a person with the set-up token. Throws invalid_request. */
export async function signUpByToken(
  platform: BaseContext,
  given: z.input<typeof signUpSchema>,
): Promise<'made' | 'closed'> {
  const { token, ...input } = requireValid(signUpSchema, given);
  if (!(await isFirstRun(platform))) return 'closed';
  requireSetUpToken(platform.secrets, token);
  requireUncommonPassword('password', input.password, [input.name, input.email, input.organization]);
  const outcome = await signUpOwner(platform, input);
  if (outcome === 'made') platform.afterSetUp?.();
  return outcome;
}

/** Creates the first organization and its owner. Only the first caller succeeds; for others the result is `closed`. */
export async function signUpOwner(platform: BaseContext, input: SignUp): Promise<'made' | 'closed'> {
  if (!(await isFirstRun(platform))) return 'closed';
  const passwordHash = await hashPassword(input.password);
  const now = platform.clock.now();
  const orgId = platform.ids.uuid(now);
  const userId = platform.ids.uuid(now);
  const owner: ServiceContext = { ...platform, actor: { type: 'user', orgId, userId, role: 'owner' } };
  return withChange(owner, async (tx) => {
    // A count cannot lock rows that do not exist yet.
    await lockFirstRun(tx);
    if (await hasUsers(tx)) return { result: 'closed', change: null };
    const createdAt = new Date(now);
    const { organization: name, email } = input;
    await insertOrganization(tx, { id: orgId, name, slug: toOrganizationSlug(name), createdAt });
    // Only the operator gets here, so nobody else can have prepared this account.
    const person = { id: userId, email, name: input.name, createdAt, emailVerifiedAt: createdAt };
    await insertUser(tx, { ...person, passwordHash });
    await insertMember(tx, { orgId, userId, role: 'owner', createdAt });
    const what = { action: 'organization.created', thingId: orgId, name } as const;
    return { result: 'made', change: { ...what, before: null, after: { name } } };
  });
}
