import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox } from '@/server/gateways/secret-box';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { findMemberActor } from '../member/find-member-actor';
import { changeSettings } from '../organization/settings';
import { resealSecrets } from '../secret/reseal-secrets';
import { beginTestSignIn } from '../sign-in/fixtures/begin-test-sign-in';
import { checkCode } from './check-code';
import { disableFactor } from './disable-factor';
import { beginEnrollment, confirmEnrollment } from './enroll-factor';
import { actAs, addPerson, enroll, type TestPerson, toCode } from './fixtures/person';
import { getFactor } from './get-factor';
import { makeRecoveryCodes } from './recovery-codes';
import { authenticateByCode, makeTicket } from './sign-in-ticket';

const STEP_MS = 30_000;
const clock = createManualClock();
let testEnv: TestEnv;
let person: TestPerson;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());
beforeEach(async () => {
  // Attempts of one test must not count in the next.
  await testEnv.platform.db.prisma.signInAttempt.deleteMany();
  person = await addPerson(testEnv.platform, [testEnv.orgId]);
  ctx = await actAs(testEnv.platform, person);
});

const outcomes = (results: { outcome: string }[]) => results.map(({ outcome }) => outcome).sort();

describe('a second factor', () => {
  it('is on once a code confirms it, with a URI that apps can read', async () => {
    const { secret, uri, qr } = await beginEnrollment(ctx);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toBe(
      `otpauth://totp/Parley:${encodeURIComponent(person.email)}?issuer=Parley&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
    expect(await getFactor(ctx)).toEqual({ since: null, recoveryCodesLeft: 0, isRequired: false });
    await expect(confirmEnrollment(ctx, { code: '000000' })).rejects.toThrow('invalid_request');
    const { recoveryCodes } = await confirmEnrollment(ctx, { code: toCode(secret, clock.now()) });
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    const since = new Date(clock.now());
    expect(await getFactor(ctx)).toEqual({ since, recoveryCodesLeft: 10, isRequired: false });
  });

  it('agrees with the test vectors of RFC 6238', () => {
    // The ASCII secret "12345678901234567890"; the last six digits of appendix B.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const vectors = { 59: '287082', 1111111109: '081804', 1111111111: '050471', 2000000000: '279037' };
    for (const [second, code] of Object.entries(vectors))
      expect(toCode(secret, Number(second) * 1000)).toBe(code);
  });

  it("ends the person's other sign-ins when it is turned on", async () => {
    const other = await beginTestSignIn(testEnv.platform, { userId: person.userId, orgId: person.orgId });
    await enroll(ctx);
    expect(await findMemberActor(testEnv.platform, other)).toBeNull();
    const { signInId = '' } = ctx.actor.type === 'user' ? ctx.actor : {};
    expect(await findMemberActor(testEnv.platform, { ...other, id: signInId })).not.toBeNull();
  });

  it('is stored sealed, its recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await enroll(ctx);
    const { prisma } = testEnv.platform.db;
    const stored = [await prisma.factor.findMany(), await prisma.recoveryCode.findMany()];
    const text = JSON.stringify(stored);
    expect(text).not.toContain(secret);
    for (const code of recoveryCodes) expect(text).not.toContain(code.replaceAll('-', ''));
  });

  it('is sealed again under a new secret', async () => {
    const { secret } = await enroll(ctx);
    const after = testEnv.openPlatform({ secrets: createSecretBox('next', ['a secret of the tests']) });
    expect(await resealSecrets(after, { limit: 1_000 })).toBeGreaterThan(0);
    const alone = testEnv.openPlatform({ secrets: createSecretBox('next') });
    clock.advance(STEP_MS);
    const result = await checkCode({ ...alone, clock }, person.userId, toCode(secret, clock.now()));
    expect(result).toEqual({ outcome: 'right' });
    await resealSecrets(
      { ...testEnv.platform, secrets: createSecretBox('a secret of the tests', ['next']) },
      { limit: 1_000 },
    );
  });

  it('accepts codes of adjacent steps, and none from further away', async () => {
    const { secret } = await enroll(ctx);
    clock.advance(10 * STEP_MS);
    const at = (steps: number) => toCode(secret, clock.now() + steps * STEP_MS);
    expect(await checkCode(ctx, person.userId, at(-2))).toEqual({ outcome: 'wrong' });
    expect(await checkCode(ctx, person.userId, at(2))).toEqual({ outcome: 'wrong' });
    for (const steps of [-1, 0, 1])
      expect(await checkCode(ctx, person.userId, at(steps))).toEqual({ outcome: 'right' });
  });

  it('accepts each code once, also of two at the same moment (factor/code-once)', async () => {
    const { secret } = await enroll(ctx);
    // The code that confirmed the factor is used, too.
    const first = toCode(secret, clock.now());
    expect(await checkCode(ctx, person.userId, first)).toEqual({ outcome: 'wrong' });
    clock.advance(STEP_MS);
    const code = toCode(secret, clock.now());
    const both = await Promise.all([1, 2, 3].map(() => checkCode(ctx, person.userId, code)));
    expect(outcomes(both)).toEqual(['right', 'wrong', 'wrong']);
  });

  it('accepts no earlier code after a later one (factor/code-once)', async () => {
    const { secret } = await enroll(ctx);
    clock.advance(5 * STEP_MS);
    const [before, now] = [toCode(secret, clock.now() - STEP_MS), toCode(secret, clock.now())];
    expect(await checkCode(ctx, person.userId, now)).toEqual({ outcome: 'right' });
    expect(await checkCode(ctx, person.userId, before)).toEqual({ outcome: 'wrong' });
  });

  it('accepts each recovery code once, however it is formatted (factor/code-once)', async () => {
    const { recoveryCodes } = await enroll(ctx);
    const [first = '', second = ''] = recoveryCodes;
    const both = await Promise.all([1, 2].map(() => checkCode(ctx, person.userId, first)));
    expect(outcomes(both)).toEqual(['right', 'wrong']);
    const typed = ` ${second.toLowerCase().replaceAll('-', ' ')} `;
    expect(await checkCode(ctx, person.userId, typed)).toEqual({ outcome: 'right' });
    expect((await getFactor(ctx)).recoveryCodesLeft).toBe(8);
  });

  it('accepts no code of another person', async () => {
    const mine = await enroll(ctx);
    const other = await addPerson(testEnv.platform, [testEnv.orgId]);
    await enroll(await actAs(testEnv.platform, other));
    clock.advance(STEP_MS);
    const [recovery = ''] = mine.recoveryCodes;
    expect(await checkCode(ctx, other.userId, toCode(mine.secret, clock.now()))).toEqual({
      outcome: 'wrong',
    });
    expect(await checkCode(ctx, other.userId, recovery)).toEqual({ outcome: 'wrong' });
    expect(await checkCode(ctx, person.userId, recovery)).toEqual({ outcome: 'right' });
  });

  it('stops guessing after five attempts, and then refuses valid codes, too (factor/attempts-limited)', async () => {
    const { secret, recoveryCodes } = await enroll(ctx);
    clock.advance(STEP_MS);
    for (let n = 0; n < 5; n += 1)
      expect(await checkCode(ctx, person.userId, `00000${n}`)).toEqual({ outcome: 'wrong' });
    const right = [toCode(secret, clock.now()), recoveryCodes[0] ?? ''];
    for (const code of right)
      expect(await checkCode(ctx, person.userId, code)).toMatchObject({ outcome: 'throttled' });
    clock.advance(15 * 60_000);
    expect(await checkCode(ctx, person.userId, toCode(secret, clock.now()))).toEqual({ outcome: 'right' });
  });

  it('cannot be enrolled again while it is on, nor turned off without a code', async () => {
    const { secret, recoveryCodes } = await enroll(ctx);
    await expect(beginEnrollment(ctx)).rejects.toThrow('invalid_request');
    await expect(disableFactor(ctx, { code: '000000' })).rejects.toThrow('invalid_request');
    clock.advance(STEP_MS);
    const made = await makeRecoveryCodes(ctx, { code: toCode(secret, clock.now()) });
    expect(await checkCode(ctx, person.userId, recoveryCodes[0] ?? '')).toEqual({ outcome: 'wrong' });
    await disableFactor(ctx, { code: made[0] ?? '' });
    expect((await getFactor(ctx)).since).toBeNull();
  });

  it('changes only in a fresh sign-in (sign-in/fresh)', async () => {
    await enroll(ctx);
    clock.advance(15 * 60_000 + 1);
    const code = '000000';
    for (const change of [
      beginEnrollment(ctx),
      confirmEnrollment(ctx, { code }),
      disableFactor(ctx, { code }),
      makeRecoveryCodes(ctx, { code }),
    ])
      await expect(change).rejects.toThrow('fresh_sign_in_required');
  });

  it('records its events in the audit log, without a code', async () => {
    const { recoveryCodes } = await enroll(ctx);
    await checkCode(ctx, person.userId, '123456');
    await checkCode(ctx, person.userId, recoveryCodes[0] ?? '');
    await disableFactor(ctx, { code: recoveryCodes[1] ?? '' });
    const where = { thingId: person.userId, action: { startsWith: 'factor.' } };
    const entries = await testEnv.platform.db.prisma.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
    const used = ['factor.recovery-code-used', 'factor.recovery-code-used', 'factor.removed'];
    expect(entries.map(({ action }) => action).sort()).toEqual(['factor.added', 'factor.failed', ...used]);
    for (const code of ['123456', ...recoveryCodes]) expect(JSON.stringify(entries)).not.toContain(code);
  });
});

describe('the second step of a sign-in (factor/second-step)', () => {
  const account = () => ({ userId: person.userId, orgId: person.orgId, credentialsRev: 1 });

  it('succeeds with the ticket of the first step and a code', async () => {
    const { secret } = await enroll(ctx);
    clock.advance(STEP_MS);
    const given = { ticket: makeTicket(ctx, account()), code: toCode(secret, clock.now()) };
    expect(await authenticateByCode(ctx, given)).toEqual({ outcome: 'in', account: account() });
    expect(await authenticateByCode(ctx, given)).toEqual({ outcome: 'refused' });
  });

  it('accepts no code with the ticket of another person', async () => {
    const { secret } = await enroll(ctx);
    const other = await addPerson(testEnv.platform, [testEnv.orgId]);
    await enroll(await actAs(testEnv.platform, other));
    clock.advance(STEP_MS);
    const ticket = makeTicket(ctx, { ...account(), userId: other.userId });
    const code = toCode(secret, clock.now());
    expect(await authenticateByCode(ctx, { ticket, code })).toEqual({ outcome: 'refused' });
  });

  it('accepts no ticket that is forged, sealed for another purpose, expired, or of older credentials', async () => {
    const { secret } = await enroll(ctx);
    const good = makeTicket(ctx, account());
    const foreign = ctx.secrets.seal(JSON.stringify({ ...account(), expiresAt: 1e15 }), 'factor:x');
    for (const ticket of [undefined, null, '', 'v2.x.y', {}, good.slice(0, -2), foreign, 'x'.repeat(10_000)])
      expect(await authenticateByCode(ctx, { ticket, code: '000000' })).toEqual({ outcome: 'lapsed' });
    clock.advance(5 * 60_000);
    const late = { ticket: good, code: toCode(secret, clock.now()) };
    expect(await authenticateByCode(ctx, late)).toEqual({ outcome: 'lapsed' });
    const ticket = makeTicket(ctx, account());
    const { prisma } = testEnv.platform.db;
    await prisma.user.update({ where: { id: person.userId }, data: { credentialsRev: { increment: 1 } } });
    expect(await authenticateByCode(ctx, { ticket, code: late.code })).toEqual({ outcome: 'lapsed' });
  });

  it.each([undefined, null, 7, {}, 'x'.repeat(200), '', '\u0000', '00000\u0661'])(
    'refuses the code %j',
    async (code) => {
      await enroll(ctx);
      const ticket = makeTicket(ctx, account());
      expect(await authenticateByCode(ctx, { ticket, code })).toEqual({ outcome: 'refused' });
    },
  );
});

describe('an organization that requires a second factor', () => {
  const require = async (requiresFactor: boolean) =>
    changeSettings(await actAs(testEnv.platform, person), { requiresFactor });

  it('denies everything to members without one who signed in by password, and nothing to the others', async () => {
    await enroll(ctx);
    await require(true);
    const lacking = await addPerson(testEnv.platform, [testEnv.orgId], 'admin');
    const theirs = await actAs(testEnv.platform, lacking);
    expect(theirs.actor).toMatchObject({ lacksFactor: true });
    await expect(changeSettings(theirs, { name: 'Mine' })).rejects.toThrow('factor_required');
    await enroll(theirs);
    expect((await actAs(testEnv.platform, lacking)).actor).not.toHaveProperty('lacksFactor');
    expect(ctx.actor).not.toHaveProperty('lacksFactor');
    const { userId, orgId } = await addPerson(testEnv.platform, [testEnv.orgId]);
    const byProvider = await beginTestSignIn(testEnv.platform, { userId, orgId });
    await testEnv.platform.db.prisma.signIn.update({
      where: { id: byProvider.id },
      data: { method: 'oidc' },
    });
    const theirActor = await findMemberActor(testEnv.platform, byProvider);
    expect(theirActor).toMatchObject({ userId });
    expect(theirActor).not.toHaveProperty('lacksFactor');
    await testEnv.platform.db.prisma.organization.updateMany({ data: { requiresFactor: false } });
  });

  it('can be made so only by owners', async () => {
    const admin = await actAs(testEnv.platform, await addPerson(testEnv.platform, [testEnv.orgId], 'admin'));
    await expect(changeSettings(admin, { requiresFactor: true })).rejects.toThrow('permission_denied');
    await expect(changeSettings(admin, { name: 'Renamed' })).resolves.toMatchObject({
      requiresFactor: false,
    });
  });
});
