import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { Platform } from '../context';
import { findMemberActor } from '../member/find-member-actor';
import { beginTestSignIn } from '../sign-in/fixtures/begin-test-sign-in';
import type { SignIn } from '../sign-in/sign-in';
import { authenticateUser } from './authenticate-user';
import { changePassword } from './password/change-password';
import { hashPassword } from './password/hash-password';
import { countAttempt, pruneAttempts } from './sign-in-throttle';

const PASSWORD = 'correct horse battery';
const NEXT = 'staple correct horse';

const from = (platform: Platform, address: string) => ({ ...platform, origin: { address, userAgent: '' } });

describe('signing in', () => {
  let testEnv: TestEnv;
  beforeAll(async () => {
    testEnv = await openTestEnv();
  });
  afterAll(() => testEnv.close());

  async function addPerson(role: Role = 'viewer'): Promise<{ email: string; userId: string }> {
    const { db, ids } = testEnv.platform;
    const userId = ids.uuid(Date.now());
    const email = `${userId}@example.test`;
    await db.prisma.user.create({
      data: { id: userId, email, name: 'Ada', passwordHash: await hashPassword(PASSWORD) },
    });
    await db.prisma.member.create({ data: { orgId: testEnv.orgId, userId, role } });
    return { email, userId };
  }

  const enter = (email: unknown, password: unknown = PASSWORD, address = '192.0.2.1') =>
    authenticateUser(from(testEnv.platform, address), { email, password });

  async function signIn(email: string, password = PASSWORD): Promise<SignIn> {
    const result = await enter(email, password);
    if (result.outcome !== 'in') throw new Error(`not let in: ${result.outcome}`);
    return beginTestSignIn(testEnv.platform, result.account);
  }

  const actIn = async (signedIn: SignIn) => {
    const actor = await findMemberActor(testEnv.platform, signedIn);
    if (!actor) throw new Error('no actor');
    return { ...testEnv.platform, actor };
  };

  it('accepts a member, ignoring the case of the email', async () => {
    const { email, userId } = await addPerson();
    expect((await signIn(` ${email.toUpperCase()} `)).userId).toBe(userId);
  });

  it('refuses alike: unknown, wrong, malformed, without membership, without password', async () => {
    const { email } = await addPerson();
    const outsider = await addPerson();
    await testEnv.platform.db.prisma.member.deleteMany({ where: { userId: outsider.userId } });
    const federated = await addPerson();
    await testEnv.platform.db.prisma.user.update({
      where: { id: federated.userId },
      data: { passwordHash: null },
    });
    const refused = { outcome: 'refused' };
    expect(await enter(email, 'wrong')).toEqual(refused);
    expect(await enter('nobody@example.test')).toEqual(refused);
    expect(await enter(outsider.email)).toEqual(refused);
    expect(await enter(federated.email)).toEqual(refused);
    expect(await enter({ $ne: null }, ['x'])).toEqual(refused);
    expect(await enter(email, 'x'.repeat(100_000))).toEqual(refused);
  });

  it('hashes for an unknown person as for a known one', async () => {
    const { email } = await addPerson();
    let tries = 0;
    const timeOf = async (who: string) => {
      const start = performance.now();
      const { outcome } = await enter(who, 'wrong', `203.0.113.${tries}`);
      expect(outcome).toBe('refused');
      return performance.now() - start;
    };
    // The minimum of several alternating runs, because other load can only add to either.
    const [unknown, known] = [[] as number[], [] as number[]];
    const shareOf = async () => {
      for (const end = tries + 4; tries < end; tries += 1) {
        unknown.push(await timeOf('ghost@example.test'));
        known.push(await timeOf(email));
      }
      return Math.min(...unknown) / Math.min(...known);
    };
    await expect.poll(shareOf).toBeGreaterThan(0.5);
  });

  it('makes somebody who guesses wait, also with the correct password, but nobody else at the same place', async () => {
    const { email } = await addPerson();
    const other = await addPerson();
    const place = '198.51.100.7';
    const tries = await Promise.all(Array.from({ length: 8 }, () => enter(email, 'wrong', place)));
    expect(tries.filter(({ outcome }) => outcome === 'refused')).toHaveLength(5);
    const late = await enter(email, PASSWORD, place);
    expect(late).toMatchObject({ outcome: 'throttled', retryAfterMs: expect.any(Number) });
    expect((await enter(other.email, PASSWORD, place)).outcome).toBe('in');
    expect((await enter(email, PASSWORD, '198.51.100.8')).outcome).toBe('in');
  });

  it('records the result of each attempt, and once when the person is locked', async () => {
    const { email, userId } = await addPerson();
    const place = '198.51.100.40';
    await signIn(email);
    for (let n = 0; n < 8; n += 1) await enter(email, 'wrong', place);
    const entries = await testEnv.platform.db.prisma.auditEntry.findMany({
      where: { orgId: testEnv.orgId, thingId: userId },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action, actor, address }) => [action, actor, address])).toEqual([
      ['sign-in.succeeded', `user:${userId}`, '192.0.2.1'],
      ...Array(5).fill(['sign-in.failed', 'anonymous', place]),
      ['sign-in.locked', 'anonymous', place],
    ]);
  });

  it('throttles unknown emails in the same way', async () => {
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => enter('ghost2@example.test', 'wrong', '198.51.100.9')),
    );
    expect(tries.filter(({ outcome }) => outcome === 'throttled')).toHaveLength(3);
  });

  it('counts attempts over processes and restarts (attempts/shared)', async () => {
    const { email } = await addPerson();
    const place = '198.51.100.20';
    const there = testEnv.openPlatform();
    const tries = [testEnv.platform, there, testEnv.platform, there, testEnv.platform, there];
    const outcomes = [];
    for (const platform of tries)
      outcomes.push((await authenticateUser(from(platform, place), { email, password: 'wrong' })).outcome);
    expect(outcomes).toEqual([...Array<string>(5).fill('refused'), 'throttled']);
    const started = testEnv.openPlatform();
    const late = await authenticateUser(from(started, place), { email, password: PASSWORD });
    expect(late).toMatchObject({ outcome: 'throttled' });
  });

  it('limits the attempts from one place, for all accounts together, until the window ends', async () => {
    const clock = createManualClock(Date.now());
    const platform = { ...testEnv.platform, clock };
    const place = '198.51.100.21';
    const count = (n: number) =>
      countAttempt(platform, { by: { email: `ghost${n}@example.test` }, address: place });
    for (let n = 0; n < 50; n += 1) expect(await count(n)).toMatchObject({ outcome: 'counted' });
    expect(await count(50)).toEqual({
      outcome: 'throttled',
      retryAfterMs: 15 * 60_000,
      isFirst: true,
    });
    clock.advance(15 * 60_000);
    expect(await count(51)).toMatchObject({ outcome: 'counted' });
    expect(await pruneAttempts(platform, { limit: 1_000 })).toBeGreaterThanOrEqual(50);
    expect(await pruneAttempts(platform, { limit: 1_000 })).toBe(0);
    expect(await count(0)).toMatchObject({ outcome: 'counted' });
  });

  it('does not count successful attempts', async () => {
    const { email } = await addPerson();
    for (let n = 0; n < 12; n += 1)
      expect((await enter(email, PASSWORD, '198.51.100.22')).outcome).toBe('in');
  });

  it('stores nothing that was typed (attempts/shared)', async () => {
    await enter('typed-by-mistake@example.test', 'wrong', '198.51.100.23');
    const { rows } = await testEnv.platform.db.pool.query(
      "SELECT encode(subject, 'escape') text FROM sign_in_attempts",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/typed-by|198\.51/);
  });

  it('ends every sign-in at once when the password changes', async () => {
    const { email } = await addPerson();
    const [here, elsewhere] = [await signIn(email), await signIn(email)];
    await changePassword(await actIn(here), { current: PASSWORD, next: NEXT });
    expect(await findMemberActor(testEnv.platform, here)).toBeNull();
    expect(await findMemberActor(testEnv.platform, elsewhere)).toBeNull();
    expect((await enter(email, PASSWORD)).outcome).toBe('refused');
    expect(await findMemberActor(testEnv.platform, await signIn(email, NEXT))).toMatchObject({
      role: 'viewer',
    });
  });

  it('refuses to change a password with a wrong current one, and after five attempts with any', async () => {
    const { email } = await addPerson();
    const ctx = await actIn(await signIn(email));
    const change = (current: string) => changePassword(ctx, { current, next: NEXT });
    for (let n = 0; n < 5; n++)
      await expect(change('wrong')).rejects.toMatchObject({
        code: 'invalid_request',
        problem: { details: { issues: [{ path: ['current'] }] } },
      });
    await expect(change(PASSWORD)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await findMemberActor(testEnv.platform, await signIn(email))).not.toBeNull();
    const elsewhere = { ...ctx, origin: { address: '198.51.100.99', userAgent: '' } };
    await changePassword(elsewhere, { current: PASSWORD, next: NEXT });
  });

  it('uses the current role, and is refused once removed', async () => {
    const { email, userId } = await addPerson('viewer');
    const signedIn = await signIn(email);
    const where = { orgId_userId: { orgId: testEnv.orgId, userId } };
    await testEnv.platform.db.prisma.member.update({ where, data: { role: 'admin' } });
    expect(await findMemberActor(testEnv.platform, signedIn)).toMatchObject({ role: 'admin' });
    await testEnv.platform.db.prisma.member.delete({ where });
    expect(await findMemberActor(testEnv.platform, signedIn)).toBeNull();
  });
});
