import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMail } from '@/server/gateways/mail';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { findLink, openTestSmtpServer, type TestSmtpServer } from '@/server/tools/test/smtp-server';
import type { BaseContext } from '../context';
import { actAs, addPerson, enroll, PASSWORD, type TestPerson } from '../factor/fixtures/person';
import { sendDueMails } from '../mail/send-due-mails';
import { findMemberActor } from '../member/find-member-actor';
import { beginTestSignIn, TEST_ORIGIN } from '../sign-in/fixtures/begin-test-sign-in';
import { verifyPassword } from '../user/password/hash-password';
import { applyReset, getReset } from './apply-reset';
import { createResetLink } from './create-reset-link';
import { pruneResets } from './prune-resets';
import { requestReset } from './request-reset';
import { insertReset } from './reset-token';

const NEXT = 'staple for the other horse';
const clock = createManualClock();
let testEnv: TestEnv;
let smtp: TestSmtpServer;
/** The same server with and without mail. */
let mailing: BaseContext;
let plain: BaseContext;
let person: TestPerson;

beforeAll(async () => {
  smtp = await openTestSmtpServer();
  testEnv = await openTestEnv({ clock });
  const mail = createMail({ smtpUrl: smtp.url, from: 'p@example.test', baseUrl: 'https://p.example.test' });
  mailing = { ...testEnv.openPlatform({ mail }), origin: TEST_ORIGIN };
  plain = { ...testEnv.platform, origin: TEST_ORIGIN };
});
afterAll(async () => {
  await testEnv.close();
  await smtp.close();
});
beforeEach(async () => {
  const { prisma } = testEnv.platform.db;
  await prisma.signInAttempt.deleteMany();
  await prisma.mail.deleteMany();
  smtp.received.length = 0;
  person = await addPerson(testEnv.platform, [testEnv.orgId], 'editor');
});

const send = () => sendDueMails(mailing, { limit: 20 });
const hasPassword = async (userId: string, password: string) => {
  const { passwordHash } = await testEnv.platform.db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  return verifyPassword(passwordHash, password);
};
const makeToken = async ({ userId }: TestPerson, options = {}) => {
  const user = await testEnv.platform.db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  return insertReset(plain, user, options, testEnv.platform.db);
};
const boss = async (role: 'owner' | 'admin' = 'owner') =>
  actAs(testEnv.platform, await addPerson(testEnv.platform, [testEnv.orgId], role));

describe('a reset by mail', () => {
  it('sends a link that sets a new password once and ends every sign-in (recovery/reset-once)', async () => {
    const signIn = await beginTestSignIn(testEnv.platform, { userId: person.userId, orgId: person.orgId });
    await requestReset(mailing, { email: ` ${person.email.toUpperCase()} ` });
    await send();
    const [mail] = smtp.received;
    expect(mail?.to).toEqual([person.email]);
    const token = (mail && findLink(mail, 'reset'))?.slice('/reset/'.length) ?? '';
    expect(await getReset(plain, { token })).toEqual({ email: person.email });
    await applyReset(mailing, { token, password: NEXT });
    expect(await hasPassword(person.userId, NEXT)).toBe(true);
    expect(await findMemberActor(testEnv.platform, signIn)).toBeNull();
    await expect(applyReset(mailing, { token, password: PASSWORD })).rejects.toThrow('not_found');
    await expect(getReset(plain, { token })).rejects.toThrow('not_found');
    await send();
    expect(smtp.received.at(-1)?.headers.subject).toBe('Your password was changed');
  });

  it('answers and writes the same for an unknown address (recovery/says-nothing)', async () => {
    const { prisma } = testEnv.platform.db;
    const answers = [];
    const rows = [];
    for (const email of [person.email, 'nobody@example.test']) {
      answers.push(await requestReset(mailing, { email }));
      rows.push(...(await prisma.mail.findMany()).map(({ purpose, attempts }) => ({ purpose, attempts })));
      expect(await prisma.passwordReset.count({ where: { userId: person.userId } })).toBe(0);
      await prisma.mail.deleteMany();
    }
    expect(answers).toEqual([undefined, undefined]);
    const row = { purpose: 'password-reset', attempts: 0 };
    expect(rows).toEqual([row, row]);
  });

  it('is sent to one address three times an hour, and skips the fourth silently', async () => {
    for (let n = 0; n < 5; n += 1) await requestReset(mailing, { email: person.email });
    expect(await testEnv.platform.db.prisma.mail.count()).toBe(3);
    clock.advance(3_600_000);
    await requestReset(mailing, { email: person.email });
    expect(await testEnv.platform.db.prisma.mail.count()).toBe(4);
  });

  it('can be requested twenty times per quarter of an hour from one place', async () => {
    for (let n = 0; n < 20; n += 1) await requestReset(mailing, { email: `n${n}@example.test` });
    await expect(requestReset(mailing, { email: 'n21@example.test' })).rejects.toThrow('rate_limited');
    const elsewhere = { ...mailing, origin: { ...TEST_ORIGIN, address: '198.51.100.9' } };
    await expect(requestReset(elsewhere, { email: 'n21@example.test' })).resolves.toBeUndefined();
  });

  it('does not exist without a mail server', async () => {
    await expect(requestReset(plain, { email: person.email })).rejects.toThrow('not_found');
  });

  it.each(['', 'x', 'a@b@c', 'a@example.test\r\nBcc: e@example.test', '\u0000@example.test'])(
    'refuses the address %j',
    async (email) => {
      await expect(requestReset(mailing, { email })).rejects.toThrow('invalid_request');
    },
  );
});

describe('a reset link', () => {
  it('works for 30 minutes (recovery/reset-once)', async () => {
    const token = await makeToken(person);
    clock.advance(30 * 60_000 - 1);
    expect(await getReset(plain, { token })).toEqual({ email: person.email });
    clock.advance(1);
    await expect(applyReset(plain, { token, password: NEXT })).rejects.toThrow('not_found');
    expect(await hasPassword(person.userId, PASSWORD)).toBe(true);
  });

  it('stops working when the credentials change, also by another link (recovery/reset-once)', async () => {
    const [first, second] = [await makeToken(person), await makeToken(person)];
    await applyReset(plain, { token: first, password: NEXT });
    await expect(applyReset(plain, { token: second, password: 'another long one' })).rejects.toThrow(
      'not_found',
    );
    expect(await hasPassword(person.userId, NEXT)).toBe(true);
  });

  it('is used by one of many concurrent requests (recovery/reset-once)', async () => {
    const token = await makeToken(person);
    const passwords = Array.from({ length: 5 }, (_, n) => `password number ${n}`);
    const results = await Promise.allSettled(
      passwords.map((password) => applyReset(plain, { token, password })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    expect(await hasPassword(person.userId, passwords[winner] ?? '')).toBe(true);
    const user = await testEnv.platform.db.prisma.user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(user.credentialsRev).toBe(2);
  });

  it('survives a password that is too short', async () => {
    const token = await makeToken(person);
    await expect(applyReset(plain, { token, password: 'short' })).rejects.toThrow('invalid_request');
    await applyReset(plain, { token, password: NEXT });
  });

  it('cannot be guessed: others are refused, and attempts are limited', async () => {
    const token = await makeToken(person);
    const flipped = `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`;
    for (const guess of ['', 'x', flipped, `${token}x`, 'y'.repeat(150)])
      await expect(applyReset(plain, { token: guess, password: NEXT })).rejects.toThrow('not_found');
    for (let n = 0; n < 15; n += 1)
      await expect(applyReset(plain, { token: `guess-${n}`, password: NEXT })).rejects.toThrow('not_found');
    await expect(applyReset(plain, { token, password: NEXT })).rejects.toThrow('rate_limited');
  });

  it('is stored as a hash, and deleted a day after it expired', async () => {
    const token = await makeToken(person);
    const { prisma } = testEnv.platform.db;
    expect(JSON.stringify(await prisma.passwordReset.findMany())).not.toContain(token);
    clock.advance(86_400_000 + 30 * 60_000 + 1);
    expect(await pruneResets(testEnv.platform, { limit: 1_000 })).toBeGreaterThan(0);
    expect(await prisma.passwordReset.count()).toBe(0);
  });

  it('records its request and its use in the audit log', async () => {
    await requestReset(mailing, { email: person.email });
    await send();
    const token = await makeToken(person);
    await applyReset(plain, { token, password: NEXT });
    const where = { thingId: person.userId };
    const entries = await testEnv.platform.db.prisma.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
    expect(entries.map(({ action, actor, address }) => [action, actor, address])).toEqual([
      ['password.reset-requested', 'anonymous', TEST_ORIGIN.address],
      ['password.reset', `user:${person.userId}`, TEST_ORIGIN.address],
    ]);
    expect(JSON.stringify(entries)).not.toContain(token);
  });
});

describe('a link that an owner or admin hands over', () => {
  it('resets the password of a person of that organization only (recovery/own-people)', async () => {
    const made = await createResetLink(await boss('admin'), { userId: person.userId });
    if (made.outcome !== 'link') throw new Error('no link');
    const { prisma } = testEnv.platform.db;
    const where = { id: person.userId };
    await prisma.user.update({ where, data: { emailVerifiedAt: new Date(clock.now()) } });
    await applyReset(plain, { token: made.token, password: NEXT });
    expect(await hasPassword(person.userId, NEXT)).toBe(true);
    // The person who handed it over may have used it (account/proved-mailbox).
    expect((await prisma.user.findUniqueOrThrow({ where })).emailVerifiedAt).toBeNull();
  });

  it.each([
    ['by mail', { byMail: true }, true],
    ['from the operator', {}, false],
  ])('%s proves the mailbox: %j', async (_, options, proves) => {
    await enroll(await actAs(testEnv.platform, person));
    await applyReset(plain, { token: await makeToken(person, options), password: NEXT });
    const where = { id: person.userId };
    const user = await testEnv.platform.db.prisma.user.findUniqueOrThrow({
      where,
      include: { factor: true },
    });
    // Credentials from before the mailbox was verified end (account/proved-mailbox).
    expect([user.emailVerifiedAt !== null, user.factor === null]).toEqual([proves, proves]);
    expect(await hasPassword(person.userId, NEXT)).toBe(true);
  });

  it('keeps the factor of a person whose mailbox was verified before', async () => {
    const { prisma } = testEnv.platform.db;
    await enroll(await actAs(testEnv.platform, person));
    const where = { id: person.userId };
    await prisma.user.update({ where, data: { emailVerifiedAt: new Date(clock.now()) } });
    await applyReset(plain, { token: await makeToken(person, { byMail: true }), password: NEXT });
    expect((await prisma.user.findUniqueOrThrow({ where, include: { factor: true } })).factor).not.toBeNull();
  });

  it('is refused for a person of another organization (recovery/own-people)', async () => {
    const other = await addOrganization(testEnv.platform.db);
    const both = await addPerson(testEnv.platform, [testEnv.orgId, other], 'viewer');
    const ctx = await boss();
    const refused = await createResetLink(ctx, { userId: both.userId }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      problem: {
        code: 'invalid_request',
        details: { issues: [{ message: expect.stringContaining('another organization') }] },
      },
    });
    expect(await testEnv.platform.db.prisma.passwordReset.count({ where: { userId: both.userId } })).toBe(0);
  });

  it('stops working when the person joins another organization (recovery/own-people)', async () => {
    const token = await makeToken(person, { handedOverBy: testEnv.orgId });
    const other = await addOrganization(testEnv.platform.db);
    const { prisma } = testEnv.platform.db;
    await prisma.member.create({ data: { orgId: other, userId: person.userId, role: 'owner' } });
    await expect(applyReset(plain, { token, password: NEXT })).rejects.toThrow('not_found');
    await prisma.member.deleteMany({ where: { userId: person.userId, orgId: testEnv.orgId } });
    await expect(applyReset(plain, { token, password: NEXT })).rejects.toThrow('not_found');
    expect(await hasPassword(person.userId, PASSWORD)).toBe(true);
  });

  it("needs the permission to grant the person's role, an own member, and a fresh sign-in", async () => {
    const owner = await addPerson(testEnv.platform, [testEnv.orgId], 'owner');
    const other = await addOrganization(testEnv.platform.db);
    const stranger = await addPerson(testEnv.platform, [other], 'viewer');
    const admin = await boss('admin');
    await expect(createResetLink(admin, { userId: owner.userId })).rejects.toThrow('permission_denied');
    await expect(createResetLink(admin, { userId: stranger.userId })).rejects.toThrow('not_found');
    await expect(createResetLink(admin, { userId: 'x' })).rejects.toThrow('not_found');
    const editor = await actAs(testEnv.platform, person);
    await expect(createResetLink(editor, { userId: owner.userId })).rejects.toThrow('permission_denied');
    clock.advance(15 * 60_000 + 1);
    await expect(createResetLink(admin, { userId: person.userId })).rejects.toThrow('fresh_sign_in_required');
  });

  it('goes by mail where available, and nobody else sees it', async () => {
    const other = await addOrganization(testEnv.platform.db);
    const both = await addPerson(testEnv.platform, [testEnv.orgId, other], 'viewer');
    const ctx = { ...(await boss()), mail: mailing.mail };
    expect(await createResetLink(ctx, { userId: both.userId })).toEqual({ outcome: 'sent' });
    await send();
    expect(smtp.received.map(({ to }) => to)).toEqual([[both.email]]);
  });

  it('is audited with its creator', async () => {
    const ctx = await boss();
    await createResetLink(ctx, { userId: person.userId });
    const where = { thingId: person.userId, action: 'password.reset-requested' };
    const entry = await testEnv.platform.db.prisma.auditEntry.findFirstOrThrow({ where });
    const { userId = '' } = ctx.actor.type === 'user' ? ctx.actor : {};
    expect(entry).toMatchObject({ actor: `user:${userId}`, after: { by: 'link' } });
  });
});

describe('a link from the operator', () => {
  it('also ends the second factor on request', async () => {
    const { prisma } = testEnv.platform.db;
    const createdAt = new Date(clock.now());
    await prisma.factor.create({
      data: { userId: person.userId, sealed: 'x', confirmedAt: createdAt, createdAt },
    });
    await applyReset(plain, { token: await makeToken(person), password: NEXT });
    expect(await prisma.factor.count({ where: { userId: person.userId } })).toBe(1);
    await applyReset(plain, { token: await makeToken(person, { endsFactor: true }), password: NEXT });
    expect(await prisma.factor.count({ where: { userId: person.userId } })).toBe(0);
  });
});
