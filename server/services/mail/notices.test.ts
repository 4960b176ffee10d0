import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMail } from '@/server/gateways/mail';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv, type TestPlatform } from '@/server/tools/test/platform';
import { openTestSmtpServer, type TestSmtpServer } from '@/server/tools/test/smtp-server';
import type { ServiceContext } from '../context';
import { checkCode } from '../factor/check-code';
import { disableFactor } from '../factor/disable-factor';
import { actAs, addPerson, enroll, PASSWORD, type TestPerson, toCode } from '../factor/fixtures/person';
import { makeRecoveryCodes } from '../factor/recovery-codes';
import { applyReset } from '../recovery/apply-reset';
import { insertReset } from '../recovery/reset-token';
import { beginSignIn } from '../sign-in/begin-sign-in';
import { endOwnSignIns } from '../sign-in/end-sign-in';
import { authenticateByProvider } from '../user/authenticate-by-provider';
import { changePassword } from '../user/password/change-password';
import { sendDueMails } from './send-due-mails';

const BASE = 'https://p.example.test';
const NEXT = 'staple correct horse';
const STEP_MS = 30_000;
const DAY = 86_400_000;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0';

const clock = createManualClock();
let smtp: TestSmtpServer;
let testEnv: TestEnv;
let platform: TestPlatform;
let person: TestPerson;
let ctx: ServiceContext;

beforeAll(async () => {
  smtp = await openTestSmtpServer();
  const mail = createMail({ smtpUrl: smtp.url, from: 'p@example.test', baseUrl: BASE });
  testEnv = await openTestEnv({ clock, mail });
  platform = testEnv.platform;
});
afterAll(async () => {
  await testEnv.close();
  await smtp.close();
});
beforeEach(async () => {
  const { prisma } = platform.db;
  await prisma.signInAttempt.deleteMany();
  await prisma.mail.deleteMany();
  smtp.received.length = 0;
  person = await addPerson(platform, [testEnv.orgId]);
  const createdAt = new Date(clock.now());
  await prisma.user.update({ where: { id: person.userId }, data: { createdAt, emailVerifiedAt: createdAt } });
  ctx = await actAs(platform, person);
});

/** Sends queued mails; returns their subjects in alphabetical order. */
async function readSubjects(): Promise<(string | undefined)[]> {
  await sendDueMails(platform, { limit: 20 });
  const mine = smtp.received.splice(0).filter(({ to }) => to.includes(person.email));
  return mine.map(({ headers }) => headers.subject).sort();
}

/** Turns the second factor on and discards the mail about it. */
async function enrollQuietly() {
  const enrolled = await enroll(ctx);
  await readSubjects();
  clock.advance(STEP_MS);
  return enrolled;
}

describe('a person is notified by mail', () => {
  it('of a changed password', async () => {
    await expect(changePassword(ctx, { current: 'wrong', next: NEXT })).rejects.toThrow('invalid_request');
    expect(await readSubjects()).toEqual([]);
    await changePassword(ctx, { current: PASSWORD, next: NEXT });
    expect(await readSubjects()).toEqual(['Your password was changed']);
  });

  it.each([
    [false, ['Your password was changed']],
    [true, ['Two-step sign-in is off', 'Your password was changed']],
  ])('of a reset password, and of the factor when the link ends it: %s', async (endsFactor, subjects) => {
    await enrollQuietly();
    const user = await platform.db.prisma.user.findUniqueOrThrow({ where: { id: person.userId } });
    const token = await insertReset(platform, user, { endsFactor }, platform.db);
    await applyReset(platform, { token, password: NEXT });
    expect(await readSubjects()).toEqual(subjects);
  });

  it('of an added and of a removed factor', async () => {
    const { secret } = await enroll(ctx);
    expect(await readSubjects()).toEqual(['Two-step sign-in is on']);
    clock.advance(STEP_MS);
    await disableFactor(ctx, { code: toCode(secret, clock.now()) });
    expect(await readSubjects()).toEqual(['Two-step sign-in is off']);
  });

  it('of a used recovery code, once', async () => {
    const { recoveryCodes } = await enrollQuietly();
    const [code = ''] = recoveryCodes;
    await Promise.all([1, 2, 3].map(() => checkCode(ctx, person.userId, code)));
    expect(await readSubjects()).toEqual(['A recovery code was used']);
  });

  it('of new recovery codes', async () => {
    const { secret } = await enrollQuietly();
    await expect(makeRecoveryCodes(ctx, { code: '000000' })).rejects.toThrow('invalid_request');
    await makeRecoveryCodes(ctx, { code: toCode(secret, clock.now()) });
    expect(await readSubjects()).toEqual(['Your recovery codes were replaced']);
  });

  it('of a linked identity, but not of its later sign-ins', async () => {
    const claims = {
      iss: 'https://id.example',
      sub: person.userId,
      email: person.email,
      email_verified: true,
    };
    for (const _ of [1, 2]) await authenticateByProvider(platform, claims, { assumesVerified: false });
    await sendDueMails(platform, { limit: 20 });
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]?.source).toContain(
      `at ${BASE} can now be signed in to through https://id.example.`,
    );
    expect(await readSubjects()).toEqual(['Single sign-on was added to your account']);
  });
});

describe('a reused code (factor/reuse-noticed)', () => {
  const AGAIN = ['A code was entered a second time'];
  const show = (code: string) => checkCode(ctx, person.userId, code);
  const wrong = { outcome: 'wrong' };
  const actions = async () => {
    const where = { thingId: person.userId, action: { in: ['factor.code-reused', 'factor.failed'] } };
    const entries = await platform.db.prisma.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
    return entries.map(({ action, actor }) => [action, actor]);
  };

  it('is refused, recorded as an event of its own, and reported', async () => {
    const { secret } = await enrollQuietly();
    const code = toCode(secret, clock.now());
    expect(await show(code)).toEqual({ outcome: 'right' });
    expect([await actions(), await readSubjects()]).toEqual([[], []]);
    clock.advance(STEP_MS);
    expect(await show(code)).toEqual(wrong);
    expect(await actions()).toEqual([['factor.code-reused', 'anonymous']]);
    expect(await readSubjects()).toEqual(AGAIN);
  });

  it('counts as invalid once it has expired, like one that never existed', async () => {
    const { secret } = await enrollQuietly();
    const code = toCode(secret, clock.now());
    await show(code);
    clock.advance(2 * STEP_MS);
    expect([await show(code), await show('000000')]).toEqual([wrong, wrong]);
    expect(await actions()).toEqual(Array(2).fill(['factor.failed', 'anonymous']));
    expect(await readSubjects()).toEqual([]);
  });

  it('is reported when one of two concurrent attempts was refused, and when it is older', async () => {
    const { secret } = await enrollQuietly();
    const [before, code] = [toCode(secret, clock.now() - STEP_MS), toCode(secret, clock.now())];
    await Promise.all([show(code), show(code)]);
    expect(await actions()).toEqual([['factor.code-reused', 'anonymous']]);
    expect(await readSubjects()).toEqual(AGAIN);
    expect(await show(before)).toEqual(wrong);
    expect(await actions()).toEqual(Array(2).fill(['factor.code-reused', 'anonymous']));
  });

  it('is reported at most once an hour per person, over all processes', async () => {
    const { secret } = await enrollQuietly();
    const reuse = async () => {
      const { mail } = platform;
      await platform.db.prisma.factor.updateMany({ data: { lastStep: 2 ** 31 - 1 } });
      const elsewhere = { ...testEnv.openPlatform({ ...(mail && { mail }) }), clock, origin: ctx.origin };
      const code = toCode(secret, clock.now());
      for (const one of [ctx, elsewhere]) expect(await checkCode(one, person.userId, code)).toEqual(wrong);
    };
    await reuse();
    expect(await readSubjects()).toEqual(AGAIN);
    clock.advance(3_600_000 - 1);
    await reuse();
    expect(await readSubjects()).toEqual([]);
    clock.advance(1);
    await reuse();
    expect(await readSubjects()).toEqual(AGAIN);
    const other = await addPerson(platform, [testEnv.orgId]);
    await platform.db.prisma.user.update({
      where: { id: other.userId },
      data: { createdAt: new Date(clock.now()) },
    });
    person = other;
    ctx = await actAs(platform, other);
    const { secret: theirs } = await enroll(ctx);
    await readSubjects();
    expect(await show(toCode(theirs, clock.now()))).toEqual(wrong);
    expect(await readSubjects()).toEqual(AGAIN);
  });
});

describe('a sign-in from a new place (sign-in/new-place-noticed)', () => {
  const NEW = ['New sign-in to your account'];
  const signIn = ({ userId, orgId }: TestPerson, address: string, userAgent = FIREFOX) =>
    beginSignIn(
      { ...platform, origin: { address, userAgent } },
      { account: { userId, orgId, credentialsRev: 1 }, method: 'password', lifetimeMs: DAY / 2 },
    );

  it('is reported with address, device and time', async () => {
    await signIn(person, '198.51.100.7');
    const time = new Date(clock.now()).toISOString().slice(0, 16).replace('T', ' ');
    await sendDueMails(platform, { limit: 20 });
    expect(smtp.received[0]?.source).toContain(
      `Address: 198.51.100.7. Device: Firefox on Linux. Time: ${time} UTC.`,
    );
    expect(await readSubjects()).toEqual(NEW);
  });

  it.each([
    ['curl/8.5.0', 'curl'],
    ['x Android y', 'Android'],
    ['<b>\r\nBcc: eve@example.test', 'unknown'],
    ['', 'unknown'],
  ])('by %j names the device %s', async (userAgent, device) => {
    await signIn(person, '198.51.100.7', userAgent);
    await sendDueMails(platform, { limit: 20 });
    expect(smtp.received[0]?.source).toContain(`Device: ${device}. Time:`);
  });

  it('is reported once, and again when the place was unused for 90 days', async () => {
    await signIn(person, '2001:db8:1:2::1');
    expect(await readSubjects()).toEqual(NEW);
    await endOwnSignIns(ctx);
    await signIn(person, '2001:db8:1:2:ffff::9');
    expect(await readSubjects()).toEqual([]);
    clock.advance(90 * DAY - 1);
    await signIn(person, '2001:db8:1:2::1');
    expect(await readSubjects()).toEqual([]);
    clock.advance(90 * DAY);
    await signIn(person, '2001:db8:1:2::1');
    expect(await readSubjects()).toEqual(NEW);
  });

  it('is new to each person separately', async () => {
    await signIn(await addPerson(platform, [testEnv.orgId]), '198.51.100.8');
    await signIn(person, '198.51.100.8');
    expect(await readSubjects()).toEqual(NEW);
  });

  it('is not reported for the first sign-in of an account, but after 90 days without one', async () => {
    await platform.db.prisma.signIn.deleteMany({ where: { userId: person.userId } });
    await signIn(person, '198.51.100.9');
    expect(await readSubjects()).toEqual([]);
    await platform.db.prisma.signIn.deleteMany({ where: { userId: person.userId } });
    clock.advance(90 * DAY);
    await signIn(person, '198.51.100.9');
    expect(await readSubjects()).toEqual(NEW);
  });

  it('is reported only if the sign-in succeeds', async () => {
    const nobody = { ...person, orgId: 'no id' };
    await expect(signIn(nobody, '198.51.100.10')).rejects.toThrow();
    expect(await readSubjects()).toEqual([]);
  });
});
