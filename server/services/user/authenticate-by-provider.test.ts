import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createApiKey } from '../api-key/create-api-key';
import { acceptInvitation } from '../invitation/accept-invitation';
import { createInvitation } from '../invitation/create-invitation';
import { findMemberActor } from '../member/find-member-actor';
import { beginTestSignIn } from '../sign-in/fixtures/begin-test-sign-in';
import { authenticateByProvider, type ProviderAuthentication } from './authenticate-by-provider';
import { authenticateUser } from './authenticate-user';
import { dismissNotice } from './dismiss-notice';
import { findMe } from './find-me';
import { hashPassword } from './password/hash-password';

const ISSUER = 'https://id.example';
const PASSWORD = 'correct horse battery';
const clock = createManualClock();
let testEnv: TestEnv;
let passwordHash: string;
beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(() => testEnv.close());

let people = 0;
async function addPerson(verified = true): Promise<{ email: string; userId: string; orgId: string }> {
  const { db, ids } = testEnv.platform;
  const userId = ids.uuid(clock.now());
  const email = `person-${String(++people)}@example.test`;
  const emailVerifiedAt = verified ? new Date(clock.now()) : null;
  await db.prisma.user.create({ data: { id: userId, email, name: 'Ada', passwordHash, emailVerifiedAt } });
  await db.prisma.member.create({ data: { orgId: testEnv.orgId, userId, role: 'admin' } });
  return { email, userId, orgId: testEnv.orgId };
}

const enter = (claims: object, assumesVerified = false) =>
  authenticateByProvider(testEnv.platform, { iss: ISSUER, ...claims }, { assumesVerified });
const claimsOf = (email: string, sub = `sub of ${email}`) => ({ sub, email, email_verified: true });
const refused = (reason: string): ProviderAuthentication =>
  ({ outcome: 'refused', reason }) as ProviderAuthentication;
const userOf = (id: string) => testEnv.platform.db.prisma.user.findUniqueOrThrow({ where: { id } });

describe('signing in through an identity provider', () => {
  it('binds a verified address to its subject, ignoring case', async () => {
    const { email, userId } = await addPerson();
    const entered = await enter(claimsOf(` ${email.toUpperCase()}`, 's-1'));
    expect(entered).toMatchObject({ outcome: 'in', account: { userId, credentialsRev: 1 } });
    expect(await testEnv.platform.db.prisma.userIdentity.findMany({ where: { userId } })).toMatchObject([
      { issuer: ISSUER, subject: 's-1' },
    ]);
    expect((await userOf(userId)).notice).toBeNull();
  });

  it.each([undefined, null, 0, 1, false, 'true', 'false', '', {}, [true]])(
    'refuses everybody whose email_verified is %j (identity/verified-once)',
    async (email_verified) => {
      const { email, userId } = await addPerson();
      expect(await enter({ ...claimsOf(email), email_verified })).toEqual(refused('unverified'));
      const { userIdentity } = testEnv.platform.db.prisma;
      expect(await userIdentity.count({ where: { userId } })).toBe(0);
    },
  );

  it.each([
    ['an hour before', -3_600, -3_600],
    ['in the future', 3_600, 0],
    ['as a text', '1', 0],
    ['as no number', Number.NaN, 0],
  ])('takes the time of authentication from the provider: %s', async (_, authTime, seconds) => {
    const { email } = await addPerson();
    const now = Math.floor(clock.now() / 1000) * 1000;
    const auth_time = typeof authTime === 'number' ? now / 1000 + authTime : authTime;
    const entered = await enter({ ...claimsOf(email), auth_time });
    const expected = seconds === 0 ? clock.now() : now + seconds * 1000;
    expect(entered).toMatchObject({ outcome: 'in', authenticatedAt: expected });
  });

  it('accepts an unverified address only without the claim, and when configured', async () => {
    const { email, userId } = await addPerson();
    for (const email_verified of [false, null, 0, 'false', 'true'])
      expect(await enter({ ...claimsOf(email), email_verified }, true)).toEqual(refused('unverified'));
    const { email_verified: _, ...missing } = claimsOf(email);
    expect(await enter(missing, true)).toMatchObject({ account: { userId } });
  });

  it('refuses another subject with the address, and records it (identity/subject-decides)', async () => {
    const { email, userId } = await addPerson();
    await enter(claimsOf(email, 'first'));
    expect(await enter(claimsOf(email, 'second'))).toEqual(refused('other-identity'));
    expect(await enter({ ...claimsOf(email, 'FIRST') })).toEqual(refused('other-identity'));
    const where = { thingId: userId, action: 'sign-in.provider-refused' };
    const { auditEntry } = testEnv.platform.db.prisma;
    expect(await auditEntry.findMany({ where })).toMatchObject([
      { actor: 'anonymous', after: { reason: 'other-identity' } },
      { after: { reason: 'other-identity' } },
    ]);
    expect(await enter({ ...claimsOf(email, 'first') })).toMatchObject({ account: { userId } });
  });

  it('treats the same subject of another issuer as another person', async () => {
    const { email, userId } = await addPerson();
    await enter(claimsOf(email, 'shared'));
    const other = await enter({ iss: 'https://other.example', sub: 'shared', email: 'x@example.test' });
    expect(other).toEqual(refused('unverified'));
    expect(await enter({ ...claimsOf(email, 'own'), iss: 'https://other.example' })).toMatchObject({
      account: { userId },
    });
  });

  it('accepts a bound subject whatever its address is now (identity/subject-decides)', async () => {
    const [person, other] = [await addPerson(), await addPerson()];
    await enter(claimsOf(person.email, 'moved'));
    for (const claims of [
      { sub: 'moved' },
      { sub: 'moved', email: 'new@example.test', email_verified: false },
      claimsOf(other.email, 'moved'),
      { sub: 'moved', email: 'a\u0000b', email_verified: true },
    ])
      expect(await enter(claims)).toMatchObject({ account: { userId: person.userId } });
  });

  it('binds once under concurrent first sign-ins', async () => {
    const { email, userId } = await addPerson(false);
    const same = await Promise.all(Array.from({ length: 6 }, () => enter(claimsOf(email, 'same'))));
    expect(same.map(({ outcome }) => outcome)).toEqual(Array(6).fill('in'));
    const { email: others } = await addPerson(false);
    const several = await Promise.all(
      Array.from({ length: 6 }, (_, index) => enter(claimsOf(others, `several-${String(index)}`))),
    );
    expect(several.filter(({ outcome }) => outcome === 'in')).toHaveLength(1);
    expect((await userOf(userId)).credentialsRev).toBe(2);
  });

  const LONG = 'x'.repeat(3_000);
  it.each([
    ['no subject', { sub: undefined }],
    ['a NUL in the subject', { sub: 'a\u0000b' }],
    ['half a surrogate pair', { sub: '\ud800' }],
    ['a subject that is a number', { sub: 7 }],
    ['a subject that is a list', { sub: ['a'] }],
    ['an empty subject', { sub: '' }],
    ['a long subject', { sub: LONG }],
    ['no issuer', { iss: undefined }],
    ['a long issuer', { iss: LONG }],
    ['a NUL in the address', { email: 'a\u0000@example.test' }],
    ['half a surrogate pair in the address', { email: '\udc00@example.test' }],
    ['an address that is an object', { email: { toLowerCase: 1 } }],
    ['a long address', { email: `${LONG}@example.test` }],
    ['no address', { email: undefined }],
  ])('refuses %s', async (_, claims) => {
    expect(await enter({ ...claimsOf('a@example.test', 'odd'), ...claims })).toEqual(refused('claims'));
  });

  it.each([null, undefined, 'text', 7, []])('refuses the claims %j', async (claims) => {
    const entered = await authenticateByProvider(testEnv.platform, claims, { assumesVerified: false });
    expect(entered).toEqual(refused('claims'));
  });

  it('refuses strangers, and people without a membership', async () => {
    expect(await enter(claimsOf('ghost@example.test'))).toEqual(refused('stranger'));
    const { email, userId } = await addPerson();
    await testEnv.platform.db.prisma.member.deleteMany({ where: { userId } });
    expect(await enter(claimsOf(email))).toEqual(refused('stranger'));
  });
});

describe('an account that somebody else could have prepared (account/proved-mailbox)', () => {
  /** An admin accepts the invitation link of a stranger, signs in as them, and creates keys. */
  async function prepare(handedOver: 'link' | 'mail') {
    const { platform, orgId } = testEnv;
    const email = `prepared-${String(++people)}@example.test`;
    const { token, invitation } = await createInvitation(actIn(platform, orgId), { email, role: 'admin' });
    await platform.db.prisma.invitation.updateMany({ where: { id: invitation.id }, data: { handedOver } });
    await acceptInvitation(platform, { token, name: 'Prepared', password: PASSWORD });
    const entered = await authenticateUser(platform, { email, password: PASSWORD });
    if (entered.outcome !== 'in') throw new Error('the prepared password opens nothing');
    const signIn = await beginTestSignIn(platform, entered.account);
    const actor = await findMemberActor(platform, signIn);
    if (!actor) throw new Error('the prepared sign-in does not hold');
    const { key } = await createApiKey(actIn(platform, orgId, actor), { name: 'K', scopes: ['flows:read'] });
    return { email, signIn, keyId: key.id, userId: entered.account.userId };
  }

  const keyOf = (id: string) => testEnv.platform.db.prisma.apiKey.findFirstOrThrow({ where: { id } });

  it('loses all its credentials at the first verified sign-in, once, with a notice', async () => {
    const { email, signIn, keyId, userId } = await prepare('link');
    const others = await createApiKey(actIn(testEnv.platform, testEnv.orgId), {
      name: 'K',
      scopes: ['flows:read'],
    });
    const entered = await enter(claimsOf(email));
    expect(entered).toMatchObject({ outcome: 'in', account: { userId, credentialsRev: 2 } });
    expect(await authenticateUser(testEnv.platform, { email, password: PASSWORD })).toEqual({
      outcome: 'refused',
    });
    expect(await findMemberActor(testEnv.platform, signIn)).toBeNull();
    expect((await keyOf(keyId)).revokedAt).not.toBeNull();
    expect((await keyOf(others.key.id)).revokedAt).toBeNull();
    const where = { thingId: userId, action: 'account.credentials-ended' };
    expect(await testEnv.platform.db.prisma.auditEntry.findMany({ where })).toMatchObject([
      { after: { passwords: 1, signIns: 1, apiKeys: 1, factors: 0, resetLinks: 0 } },
    ]);
    if (entered.outcome !== 'in') return;
    const actor = await findMemberActor(
      testEnv.platform,
      await beginTestSignIn(testEnv.platform, entered.account),
    );
    if (!actor) throw new Error('the verified sign-in does not hold');
    const ctx = actIn(testEnv.platform, testEnv.orgId, actor);
    expect(await findMe(ctx)).toMatchObject({ notice: 'credentials-ended', user: { hasPassword: false } });
    await dismissNotice(ctx);
    expect(await findMe(ctx)).toMatchObject({ notice: null });
    await enter(claimsOf(email));
    expect(await findMe(ctx)).toMatchObject({ notice: null });
  });

  it('keeps its credentials when the link was mailed to that mailbox only', async () => {
    const { email, signIn, keyId } = await prepare('mail');
    expect(await enter(claimsOf(email))).toMatchObject({ outcome: 'in', account: { credentialsRev: 1 } });
    expect(await findMemberActor(testEnv.platform, signIn)).not.toBeNull();
    expect((await keyOf(keyId)).revokedAt).toBeNull();
  });

  it('loses them again at the next sign-in after somebody handed over a reset link', async () => {
    const { prisma } = testEnv.platform.db;
    const { email, userId } = await addPerson();
    await enter(claimsOf(email));
    await prisma.user.update({ where: { id: userId }, data: { emailVerifiedAt: null } });
    expect(await enter({ sub: `sub of ${email}` })).toMatchObject({
      outcome: 'in',
      account: { userId, credentialsRev: 2 },
    });
    expect(await authenticateUser(testEnv.platform, { email, password: PASSWORD })).toEqual({
      outcome: 'refused',
    });
  });

  it('grants no access to another organization', async () => {
    const { platform } = testEnv;
    const { email, signIn } = await prepare('link');
    const orgId = await addOrganization(platform.db);
    await enter(claimsOf(email));
    const { token } = await createInvitation(actIn(platform, orgId), { email, role: 'admin' });
    const accept = (password: string) => acceptInvitation(platform, { token, name: 'x', password });
    await expect(accept(PASSWORD)).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await findMemberActor(platform, { ...signIn, orgId })).toBeNull();
  });
});
