import { z } from 'zod';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { Actor, Platform, ServiceContext } from '../context';
import type { CallerOrigin } from '../origin';
import { parseGiven } from '../parse-given';
import { hashPassword, verifyPassword } from '../user/password';
import { newPasswordSchema, personNameSchema } from '../user/schema';
import { countTry, tooManyTries } from '../user/sign-in-throttle';
import { hashInvitationToken } from './invitation-token';
import { statusOf } from './view';

const MAX_TOKEN_LENGTH = 100;

/** What whoever opens the link is told: for whom it is, where to, and whether they have an account, and are signed in to it. */
export type OpenInvitation = {
  email: string;
  role: string;
  organization: string;
  hasAccount: boolean;
  isSignedIn: boolean;
};

/** Who opened the link: somebody who is signed in needs no other proof of who they are. */
export type Opener = { actor: Actor | null; origin?: CallerOrigin };

async function requireOpen(platform: Platform, token: string) {
  const found =
    token.length > MAX_TOKEN_LENGTH
      ? null
      : await platform.db.prisma.invitation.findFirst({
          where: { tokenHash: hashInvitationToken(token) },
          include: { organization: true },
        });
  if (found && statusOf(found, platform.clock.now()) === 'open') return found;
  throw domainError('not_found', { thing: 'invitation', id: '' });
}

/** Reads an invitation by the secret of its link; throws not_found for one that is used, revoked or over. */
export async function getOpenInvitation(
  platform: Platform,
  { token }: { token: string },
  { actor }: Opener = { actor: null },
): Promise<OpenInvitation> {
  const { email, role, organization } = await requireOpen(platform, token);
  const user = await platform.db.prisma.user.findUnique({ where: { email } });
  return {
    email,
    role,
    organization: organization.name,
    hasAccount: user !== null,
    isSignedIn: isSignedIn(actor, user),
  };
}

export type AcceptInvitation = { token: string; name: string; password: string };

/**
 * Joins the organization: somebody new gets an account, somebody known is signed in to theirs or proves it by its password.
 * Throws not_found, invalid_request, rate_limited.
 */
export async function acceptInvitation(
  platform: Platform,
  { token, name, password }: AcceptInvitation,
  { actor, origin }: Opener = { actor: null },
): Promise<{ email: string; orgId: string }> {
  const invitation = await requireOpen(platform, token);
  const { email, orgId, role, id } = invitation;
  const known = await platform.db.prisma.user.findUnique({ where: { email } });
  const prove = () =>
    known
      ? provePassword(platform, known, password, origin?.address ?? '')
      : addUser(platform, email, { name, password });
  const userId = isSignedIn(actor, known) ? known.id : await prove();
  const at = new Date(platform.clock.now());
  const ctx: ServiceContext = { ...platform, actor: { type: 'user', orgId, userId, role } };
  await withChange(ctx, async (tx) => {
    const { count } = await tx.prisma.invitation.updateMany({
      where: { orgId, id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: at },
    });
    if (count === 0) throw domainError('not_found', { thing: 'invitation', id: '' });
    await tx.prisma.member.upsert({
      where: { orgId_userId: { orgId, userId } },
      create: { orgId, userId, role, createdAt: at },
      update: {},
    });
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
  const tried = await countTry(platform, { by: { email: user.email }, address });
  if (tried.outcome === 'throttled') throw tooManyTries(tried.retryAfterMs);
  if (await verifyPassword(user.passwordHash, password)) {
    await tried.forgive();
    return user.id;
  }
  const message = 'This is not the password of your account.';
  throw domainError('invalid_request', { issues: [{ path: ['password'], message }] });
}

const newcomer = z.object({ name: personNameSchema, password: newPasswordSchema });

async function addUser(
  platform: Platform,
  email: string,
  given: { name: string; password: string },
): Promise<string> {
  const { name, password } = parseGiven(newcomer, given);
  const id = platform.ids.uuid(platform.clock.now());
  const passwordHash = await hashPassword(password);
  const createdAt = new Date(platform.clock.now());
  const { user } = platform.db.prisma;
  const made = await user.upsert({
    where: { email },
    create: { id, email, name, passwordHash, createdAt },
    update: {},
  });
  return made.id;
}
