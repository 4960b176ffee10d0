import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { findInvitationByToken, updateInvitationAsEnded } from '@/server/db/invitation/store';
import { insertMember } from '@/server/db/member/store';
import { findUserByEmail, insertUser } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { Actor, Platform, ServiceContext } from '../context';
import { hashSecret } from '../hash-secret';
import type { CallerOrigin } from '../origin';
import { requireValid } from '../require-valid';
import { hashPassword, verifyPassword } from '../user/password/hash-password';
import { requireUncommonPassword } from '../user/password/require-uncommon-password';
import { countAttempt, tooManyAttempts } from '../user/sign-in-throttle';
import { newcomerSchema } from './schema';
import { statusOf } from './view';

const MAX_TOKEN_LENGTH = 100;

/** An open invitation as the link shows it. */
export type OpenInvitation = {
  email: string;
  role: string;
  organization: string;
  hasAccount: boolean;
  isSignedIn: boolean;
};

/** The visitor of the link; a signed-in person needs no other proof. */
export type InvitationViewer = { actor: Actor | null; origin?: CallerOrigin };

async function requireOpen(platform: Platform, token: string) {
  const found =
    token.length > MAX_TOKEN_LENGTH
      ? null
      : await findInvitationByToken(platform.db, { tokenHash: hashSecret(token) });
  if (found && statusOf(found, platform.clock.now()) === 'open') return found;
  throw domainError('not_found', { thing: 'invitation', id: '' });
}

/** Returns an open invitation by the secret of its link; throws not_found for one that is used, revoked or expired. */
export async function getOpenInvitation(
  platform: Platform,
  { token }: { token: string },
  { actor }: InvitationViewer = { actor: null },
): Promise<OpenInvitation> {
  const { email, role, organizationName } = await requireOpen(platform, token);
  const user = await findUserByEmail(platform.db, { email });
  return {
    email,
    role,
    organization: organizationName,
    hasAccount: user !== null,
    isSignedIn: isSignedIn(actor, user),
  };
}

export type AcceptInvitation = { token: string; name: string; password: string };

/**
 * Joins the organization. A new person gets an account; a known one is signed in or enters their password. Throws
 * not_found, invalid_request, rate_limited.
 */
export async function acceptInvitation(
  platform: Platform,
  { token, name, password }: AcceptInvitation,
  { actor, origin }: InvitationViewer = { actor: null },
): Promise<{ email: string; orgId: string }> {
  const invitation = await requireOpen(platform, token);
  const { email, orgId, role, id } = invitation;
  const known = await findUserByEmail(platform.db, { email });
  const joiner = isSignedIn(actor, known)
    ? { id: known.id, newcomer: null }
    : known
      ? { id: await provePassword(platform, known, password, origin?.address ?? ''), newcomer: null }
      : await makeNewcomer(platform, email, { name, password });
  const userId = joiner.id;
  const at = new Date(platform.clock.now());
  const ctx: ServiceContext = { ...platform, origin, actor: { type: 'user', orgId, userId, role } };
  await withChange(ctx, async (tx) => {
    // One of several concurrent requests succeeds; the others wait here and find the link used.
    const key = { orgId, invitationId: id };
    if (!(await updateInvitationAsEnded(tx, key, { acceptedAt: at })))
      throw domainError('not_found', { thing: 'invitation', id: '' });
    if (joiner.newcomer) await addUser(tx, { ...joiner.newcomer, id: userId, createdAt: at }, invitation);
    await insertMember(tx, { orgId, userId, role, createdAt: at });
    const what = { action: 'member.joined', thingId: userId, name: email } as const;
    return { result: undefined, change: { ...what, before: null, after: { role } } };
  });
  return { email, orgId };
}

function isSignedIn<User extends { id: string }>(actor: Actor | null, user: User | null): user is User {
  return actor?.type === 'user' && actor.userId === user?.id;
}

type Known = { id: string; email: string; passwordHash: string | null };

async function provePassword(
  platform: Platform,
  user: Known,
  password: string,
  address: string,
): Promise<string> {
  const tried = await countAttempt(platform, { by: { email: user.email }, address });
  if (tried.outcome === 'throttled') throw tooManyAttempts(tried.retryAfterMs);
  if (await verifyPassword(user.passwordHash, password)) {
    await tried.forgive();
    return user.id;
  }
  const message = 'This is not the password of your account.';
  throw domainError('invalid_request', { issues: [{ path: ['password'], message }] });
}

async function makeNewcomer(platform: Platform, email: string, given: { name: string; password: string }) {
  const { name, password } = requireValid(newcomerSchema, given);
  requireUncommonPassword('password', password, [name, email]);
  const passwordHash = await hashPassword(password);
  return { id: platform.ids.uuid(platform.clock.now()), newcomer: { name, passwordHash } };
}

type NewUser = { id: string; name: string; passwordHash: string; createdAt: Date };

/** Creates the account of a new person; throws invalid_request when another invitation just created it. */
async function addUser(
  tx: AuditedTransaction,
  user: NewUser,
  { email, handedOver }: { email: string; handedOver: string },
): Promise<void> {
  // A link that its creator has seen does not verify the mailbox.
  const emailVerifiedAt = handedOver === 'mail' ? user.createdAt : null;
  if (await insertUser(tx, { ...user, email, emailVerifiedAt })) return;
  const message = 'An account with this address was just created. Open the link again and use its password.';
  throw domainError('invalid_request', { issues: [{ path: ['password'], message }] });
}
