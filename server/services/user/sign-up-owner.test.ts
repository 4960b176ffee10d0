import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForLockWaits } from '@/server/tools/lock-waits';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test-database';
import { openTestPlatform, type TestPlatform } from '@/server/tools/test-platform';
import { authenticateUser } from './authenticate-user';
import type { SignUp } from './schema';
import { isFirstRun, signUpOwner } from './sign-up-owner';

const PASSWORD = 'correct horse battery';

describe('signing up the first owner', () => {
  let database: TestDatabase;
  let platforms: TestPlatform[];
  beforeAll(async () => {
    database = await openTestDatabase();
    platforms = [1, 2, 3].map(() => openTestPlatform(database.url));
  });
  afterAll(async () => {
    await Promise.all(platforms.map((platform) => platform.close()));
    await database.drop();
  });

  const asPerson = (index: number): SignUp => ({
    organization: `Ärger & Söhne ${index}`,
    name: 'Ada',
    email: `ada${index}@example.test`,
    password: PASSWORD,
  });

  /** Keeps users from being inserted until every one of `begin` waits for something, so that none comes late. */
  async function allAtOnce<T>({ db }: TestPlatform, begin: () => Promise<T>[]): Promise<T[]> {
    const client = await db.pool.connect();
    await client.query('begin');
    await client.query('lock table users in share mode');
    const begun = begin();
    await waitForLockWaits(db.pool, begun.length);
    await client.query('commit');
    client.release();
    return Promise.all(begun);
  }

  it('lets exactly one of several at once be it, then nobody', async () => {
    const [first] = platforms as [TestPlatform];
    expect(await isFirstRun(first)).toBe(true);
    const outcomes = await allAtOnce(first, () =>
      [...platforms, ...platforms].map((platform, index) => signUpOwner(platform, asPerson(index))),
    );
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1);
    expect(await isFirstRun(first)).toBe(false);
    expect(await signUpOwner(first, asPerson(9))).toBe('closed');
    expect(await first.db.prisma.user.count()).toBe(1);
    expect(await first.db.prisma.organization.count()).toBe(1);
    const [member] = await first.db.prisma.member.findMany({ include: { user: true, organization: true } });
    expect(member?.role).toBe('owner');
    expect(member?.organization.slug).toMatch(/^a-rger-so-hne-\d$/);
    expect(member?.user.passwordHash).toMatch(/^\$argon2id\$/);
    const entered = await authenticateUser(first, {
      email: member?.user.email,
      password: PASSWORD,
    });
    expect(entered).toEqual({
      outcome: 'in',
      account: { userId: member?.userId, orgId: member?.orgId, credentialsRev: 1 },
    });
  });
});
