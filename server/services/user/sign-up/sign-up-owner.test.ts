import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecretBox } from '@/server/gateways/secret-box';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { openTestPlatform, type TestPlatform } from '@/server/tools/test/platform';
import { authenticateUser } from '../authenticate-user';
import type { SignUp } from '../schema';
import { makeSetUpToken } from './set-up-token';
import { isFirstRun, signUpByToken, signUpOwner } from './sign-up-owner';

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

  /** Blocks the insertion of users until all of `begin` wait, so that they run at the same time. */
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

  it('admits exactly one of several concurrent requests, and nobody afterwards', async () => {
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

describe('signing up with the set-up token', () => {
  let database: TestDatabase;
  let platform: TestPlatform;
  beforeAll(async () => {
    database = await openTestDatabase();
    platform = openTestPlatform(database.url);
  });
  afterAll(async () => {
    await platform.close();
    await database.drop();
  });

  const input = { organization: 'Harbor', name: 'Ada', email: 'ada@example.test', password: PASSWORD };
  const signUp = (token: string, more: object = {}) => signUpByToken(platform, { ...input, ...more, token });
  const refusedAt = (field: string) => ({
    code: 'invalid_request',
    problem: { details: { issues: [{ path: [field] }] } },
  });

  it('accepts the same token in every process with the secret, and no other', async () => {
    const token = makeSetUpToken(platform.secrets);
    expect(makeSetUpToken(createSecretBox('a secret of the tests'))).toBe(token);
    expect(token).toHaveLength(43);
    for (const wrong of ['', 'a guess', `${token}x`, makeSetUpToken(createSecretBox('another'))])
      await expect(signUp(wrong)).rejects.toMatchObject(refusedAt('token'));
    expect(await isFirstRun(platform)).toBe(true);
  });

  it('refuses a password that is about the owner or the organization', async () => {
    const token = makeSetUpToken(platform.secrets);
    const common = signUp(token, { organization: 'Harbor Freight', password: 'HarborFreight1' });
    await expect(common).rejects.toMatchObject(refusedAt('password'));
  });

  it('creates one of forty concurrent owners, and answers the others without a failure', async () => {
    let times = 0;
    const one = Object.assign({ ...platform }, { afterSetUp: () => (times += 1) });
    const token = makeSetUpToken(platform.secrets);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        signUpByToken(one, { ...input, email: `ada${String(index)}@example.test`, token }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'closed')).toHaveLength(39);
    expect(times).toBe(1);
    expect(await signUp('whatever')).toBe('closed');
  });
});
