import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv, toSignInLifetimeMs } from '@/server/env';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { findMemberActor } from '../member/find-member-actor';
import { beginSignIn } from './begin-sign-in';
import { endOwnSignIn, endOwnSignIns, endSignIn } from './end-sign-in';
import { beginTestSignIn } from './fixtures/begin-test-sign-in';
import { listSignIns } from './list-sign-ins';
import { markAuthenticated } from './mark-authenticated';
import { pruneSignIns } from './prune-sign-ins';
import type { SignIn } from './sign-in';
import { switchOrganization } from './switch-organization';

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0';

const clock = createManualClock();
let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());

async function addPerson(orgId = testEnv.orgId): Promise<{ userId: string; orgId: string }> {
  const { db, ids } = testEnv.platform;
  const userId = ids.uuid(clock.now());
  await db.prisma.user.create({ data: { id: userId, email: `${userId}@example.test`, name: 'Ada' } });
  await db.prisma.member.create({ data: { orgId, userId, role: 'viewer' } });
  return { userId, orgId };
}

const find = (signIn: SignIn) => findMemberActor(testEnv.platform, signIn);
const rowOf = ({ id }: SignIn) => testEnv.platform.db.prisma.signIn.findUniqueOrThrow({ where: { id } });

async function actIn(signIn: SignIn): Promise<ServiceContext> {
  const actor = await find(signIn);
  if (!actor) throw new Error('the sign-in does not hold');
  return { ...testEnv.platform, actor };
}

const NOT_FOUND = { code: 'not_found' };

describe('a sign-in', () => {
  it('has a person, an id, and the time of the last credential', async () => {
    const person = await addPerson();
    const signIn = await beginTestSignIn(testEnv.platform, person);
    const begun = new Date(clock.now());
    expect(await find(signIn)).toEqual({
      ...{ type: 'user', role: 'viewer', signInId: signIn.id, authenticatedAt: begun },
      ...person,
    });
    clock.advance(MINUTE);
    await markAuthenticated(testEnv.platform, signIn.id);
    expect(await find(signIn)).toMatchObject({ authenticatedAt: new Date(begun.getTime() + MINUTE) });
  });

  it('is invalid for another person, another organization, or another id', async () => {
    const [person, other] = [await addPerson(), await addPerson()];
    const signIn = await beginTestSignIn(testEnv.platform, person);
    const elsewhere = await addOrganization(testEnv.platform.db);
    for (const forged of [
      { userId: other.userId },
      { orgId: elsewhere },
      { id: testEnv.platform.ids.uuid(clock.now()) },
    ])
      expect(await find({ ...signIn, ...forged })).toBeNull();
    expect(await find(signIn)).not.toBeNull();
  });

  it('ends on the server, so that a copied cookie is useless (sign-in/looked-up)', async () => {
    const person = await addPerson();
    const [here, there] = [
      await beginTestSignIn(testEnv.platform, person),
      await beginTestSignIn(testEnv.platform, person),
    ];
    await endSignIn(testEnv.platform, here);
    expect(await find(here)).toBeNull();
    expect(await switchOrganization(testEnv.platform, here, { orgId: person.orgId })).toEqual(here);
    await markAuthenticated(testEnv.platform, here.id);
    expect(await find(here)).toBeNull();
    expect(await find(there)).not.toBeNull();
  });

  it('expires after 14 days without use, and not while it is used (sign-in/two-lifetimes)', async () => {
    const signIn = await beginTestSignIn(testEnv.platform, await addPerson());
    clock.advance(14 * DAY - 1);
    expect(await find(signIn)).not.toBeNull();
    clock.advance(14 * DAY - 1);
    expect(await find(signIn)).not.toBeNull();
    const idle = await beginTestSignIn(testEnv.platform, await addPerson());
    clock.advance(14 * DAY);
    expect(await find(idle)).toBeNull();
  });

  it('expires at its fixed time, however much it is used (sign-in/two-lifetimes)', async () => {
    const signIn = await beginTestSignIn(testEnv.platform, await addPerson());
    for (let day = 1; day < 30; day += 1) {
      clock.advance(DAY);
      expect(await find(signIn)).not.toBeNull();
    }
    clock.advance(DAY - 1);
    expect(await find(signIn)).not.toBeNull();
    clock.advance(1);
    expect(await find(signIn)).toBeNull();
  });

  it('expires after 12 hours of use with that lifetime (sign-in/two-lifetimes)', async () => {
    const account = { ...(await addPerson()), credentialsRev: 1 };
    const lifetimeMs = toSignInLifetimeMs(readEnv({}));
    const signIn = await beginSignIn(testEnv.platform, { account, method: 'password', lifetimeMs });
    for (let hour = 1; hour < 12; hour += 1) {
      clock.advance(60 * MINUTE);
      expect(await find(signIn)).not.toBeNull();
    }
    clock.advance(60 * MINUTE - 1);
    expect(await find(signIn)).not.toBeNull();
    clock.advance(1);
    expect(await find(signIn)).toBeNull();
  });

  it('is invalid with earlier credentials, also when it starts while they change', async () => {
    const person = await addPerson();
    const signIn = await beginTestSignIn(testEnv.platform, person);
    await testEnv.platform.db.prisma.user.update({
      where: { id: person.userId },
      data: { credentialsRev: { increment: 1 } },
    });
    const late = await beginTestSignIn(testEnv.platform, person);
    expect([await find(signIn), await find(late)]).toEqual([null, null]);
    expect(
      await find(await beginTestSignIn(testEnv.platform, { ...person, credentialsRev: 2 })),
    ).not.toBeNull();
  });

  it('is updated at most once in five minutes, and otherwise checked with one statement', async () => {
    const signIn = await beginTestSignIn(testEnv.platform, await addPerson());
    const begun = clock.now();
    clock.advance(5 * MINUTE - 1);
    await find(signIn);
    expect((await rowOf(signIn)).lastSeenAt).toEqual(new Date(begun));
    clock.advance(1);
    await Promise.all([find(signIn), find(signIn), find(signIn)]);
    expect((await rowOf(signIn)).lastSeenAt).toEqual(new Date(begun + 5 * MINUTE));
  });

  it('is listed and ended by its person only', async () => {
    const [person, other] = [await addPerson(), await addPerson()];
    const here = await beginTestSignIn(testEnv.platform, person, '2001:db8:1:2:3:4:5:6');
    clock.advance(MINUTE);
    const { platform } = testEnv;
    const account = { ...person, credentialsRev: 1 };
    const origin = { address: '198.51.100.7', userAgent: `${FIREFOX}\u0000\u202e` };
    const there = await beginSignIn({ ...platform, origin }, { account, method: 'oidc', lifetimeMs: DAY });
    const theirs = await beginTestSignIn(platform, other);
    const ctx = await actIn(here);
    expect(await listSignIns(ctx)).toMatchObject([
      { id: there.id, method: 'oidc', browser: 'Firefox', system: 'Linux', isThisOne: false },
      { id: here.id, address: '2001:db8:1:2:3:4:5:6', browser: 'curl', system: null, isThisOne: true },
    ]);
    for (const foreign of [theirs.id, platform.ids.uuid(clock.now()), 'x', '\u0000'])
      await expect(endOwnSignIn(ctx, { signInId: foreign })).rejects.toMatchObject(NOT_FOUND);
    await endOwnSignIn(ctx, { signInId: there.id });
    await expect(endOwnSignIn(ctx, { signInId: there.id })).rejects.toMatchObject(NOT_FOUND);
    expect(await listSignIns(ctx)).toMatchObject([{ id: here.id }]);
    expect(await find(there)).toBeNull();
    await endOwnSignIns(ctx);
    expect(await find(here)).toBeNull();
    expect(await find(theirs)).not.toBeNull();
  });

  it('switches between the organizations of its person', async () => {
    const person = await addPerson();
    const signIn = await beginTestSignIn(testEnv.platform, person);
    const orgId = await addOrganization(testEnv.platform.db);
    await testEnv.platform.db.prisma.member.create({ data: { orgId, userId: person.userId, role: 'owner' } });
    const moved = await switchOrganization(testEnv.platform, signIn, { orgId });
    expect(await find(moved)).toMatchObject({ orgId, role: 'owner', signInId: signIn.id });
    expect((await rowOf(signIn)).orgId).toBe(orgId);
  });

  it('is deleted 90 days after it was last seen', async () => {
    const old = await beginTestSignIn(testEnv.platform, await addPerson());
    await endSignIn(testEnv.platform, old);
    clock.advance(1);
    const young = await beginTestSignIn(testEnv.platform, await addPerson());
    clock.advance(90 * DAY - 1);
    expect(await pruneSignIns(testEnv.platform, { limit: 1_000 })).toBeGreaterThanOrEqual(1);
    const { signIn } = testEnv.platform.db.prisma;
    expect(await signIn.findMany({ select: { id: true } })).toEqual([{ id: young.id }]);
    expect(await pruneSignIns(testEnv.platform, { limit: 1_000 })).toBe(0);
  });
});
