import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { endSignIn } from '../sign-in/end-sign-in';
import { beginTestSignIn } from '../sign-in/fixtures/begin-test-sign-in';
import { type CountedAttempt, countAttempt, type SignInAttempt } from './sign-in-throttle';

const DAY = 86_400_000;
const clock = createManualClock();
let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());

/** A person who signed in from each of `places` and out again. */
async function addPerson(...places: string[]): Promise<{ email: string; userId: string }> {
  const { db, ids } = testEnv.platform;
  const userId = ids.uuid(clock.now());
  const email = `${userId}@example.test`;
  await db.prisma.user.create({ data: { id: userId, email, name: 'Ada' } });
  for (const place of places) {
    const signIn = await beginTestSignIn(testEnv.platform, { userId, orgId: testEnv.orgId }, place);
    await endSignIn(testEnv.platform, signIn);
  }
  return { email, userId };
}

const tryAs = (by: SignInAttempt['by'], address: string) => countAttempt(testEnv.platform, { by, address });
const countedOf = (tried: CountedAttempt[]) => tried.filter(({ outcome }) => outcome === 'counted').length;
const times = <T>(count: number, act: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));

/** Attempts from 30 unknown places, five each, all at once; returns how many were counted. */
const storm = async (by: SignInAttempt['by']) =>
  countedOf(await times(150, (index) => tryAs(by, `203.0.113.${String(index % 30)}`)));

describe('attempts for one person', () => {
  it('from one place do not count for other places, however many they are (attempts/narrow-first)', async () => {
    const { email } = await addPerson();
    expect(countedOf(await times(200, () => tryAs({ email }, '198.51.100.1')))).toBe(5);
    const elsewhere = await times(20, (index) => tryAs({ email }, `198.51.100.${String(index + 2)}`));
    expect(countedOf(elsewhere)).toBe(20);
  });

  it('use up only five of the attempts of others at that place (attempts/narrow-first)', async () => {
    const { email } = await addPerson();
    await times(60, () => tryAs({ email }, '192.0.2.60'));
    const others = await times(60, (index) => tryAs({ email: `other${index}@example.test` }, '192.0.2.60'));
    expect(countedOf(others)).toBe(45);
  });

  it('from a /64 network count as one place', async () => {
    const { email } = await addPerson();
    const tried = await times(20, (index) => tryAs({ email }, `2001:db8:1:2::${index.toString(16)}`));
    expect(countedOf(tried)).toBe(5);
    expect((await tryAs({ email }, '2001:db8:1:3::1')).outcome).toBe('counted');
  });

  it('from many places are limited to a hundred an hour, exactly, and lock nobody out of their known places (attempts/known-places)', async () => {
    const { email, userId } = await addPerson('192.0.2.7', '2001:db8:7:7::1');
    expect(await storm({ email })).toBe(100);
    expect((await tryAs({ email }, '192.0.2.8')).outcome).toBe('throttled');
    for (const known of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8:7:7:ffff::9'])
      expect((await tryAs({ email }, known)).outcome, known).toBe('counted');
    expect(await storm({ userId })).toBe(100);
    expect((await tryAs({ userId }, '192.0.2.7')).outcome).toBe('counted');
    clock.advance(3_600_000);
    expect((await tryAs({ email }, '192.0.2.8')).outcome).toBe('counted');
  });

  it('are limited at a known place, too', async () => {
    const { email } = await addPerson('192.0.2.9');
    expect(countedOf(await times(12, () => tryAs({ email }, '192.0.2.9')))).toBe(5);
  });

  it('find no known place of another person, or from 90 days ago', async () => {
    await addPerson('192.0.2.10');
    const { email } = await addPerson('192.0.2.11');
    clock.advance(90 * DAY);
    await storm({ email });
    expect((await tryAs({ email }, '192.0.2.10')).outcome).toBe('throttled');
    expect((await tryAs({ email }, '192.0.2.11')).outcome).toBe('throttled');
  });

  it('are refunded when correct, only where they counted', async () => {
    const { email } = await addPerson('192.0.2.12');
    for (let round = 0; round < 60; round += 1) {
      const tried = await tryAs({ email }, '192.0.2.12');
      if (tried.outcome === 'counted') await tried.forgive();
      expect(tried.outcome).toBe('counted');
    }
    expect(await storm({ email })).toBe(100);
  });

  it('from an unknown place affect only that person', async () => {
    const { email } = await addPerson();
    expect(countedOf(await times(12, () => tryAs({ email }, '')))).toBe(5);
    const others = await times(60, (index) => tryAs({ email: `nowhere${index}@example.test` }, 'unknown'));
    expect(countedOf(others)).toBe(60);
  });
});
