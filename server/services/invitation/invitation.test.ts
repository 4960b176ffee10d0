import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { findMemberActor } from '../member/find-member-actor';
import { beginTestSignIn } from '../sign-in/fixtures/begin-test-sign-in';
import { switchOrganization } from '../sign-in/switch-organization';
import { authenticateUser } from '../user/authenticate-user';
import { findMe } from '../user/find-me';
import { acceptInvitation, getOpenInvitation } from './accept-invitation';
import { createInvitation } from './create-invitation';
import { listInvitations } from './list-invitations';
import { revokeInvitation } from './revoke-invitation';

const DAY_MS = 86_400_000;
const PASSWORD = 'correct horse battery';
const NEWCOMER = { name: 'Grace Hopper', password: PASSWORD };

const clock = createManualClock();
let testEnv: TestEnv;
let orgId: string;
let owner: ServiceContext;
let people = 0;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());

beforeEach(async () => {
  orgId = await addOrganization(testEnv.platform.db);
  owner = await addMember('owner');
});

const nextEmail = () => `person-${String(++people)}@example.test`;

async function addMember(role: Role, email = nextEmail()): Promise<ServiceContext> {
  const { db, ids } = testEnv.platform;
  const userId = ids.uuid(clock.now());
  await db.prisma.user.create({ data: { id: userId, name: email, email } });
  await db.prisma.member.create({ data: { orgId, userId, role } });
  return actIn(testEnv.platform, orgId, { type: 'user', orgId, userId, role, authenticatedAt: new Date() });
}

const membersOf = (email: string) =>
  testEnv.platform.db.prisma.member.findMany({ where: { user: { email } }, orderBy: { createdAt: 'asc' } });

const NOT_FOUND = { code: 'not_found' };

describe('an invitation', () => {
  it('creates an account with a name and a password, once', async () => {
    const email = nextEmail();
    const { token, invitation } = await createInvitation(owner, {
      email: email.toUpperCase(),
      role: 'agent',
    });
    expect(invitation).toMatchObject({ email, role: 'agent', status: 'open' });
    expect(await getOpenInvitation(testEnv.platform, { token })).toMatchObject({
      email,
      role: 'agent',
      organization: 'Test',
      hasAccount: false,
    });
    clock.advance(1_000);
    expect(await acceptInvitation(testEnv.platform, { token, ...NEWCOMER })).toMatchObject({ email });
    expect(await membersOf(email)).toMatchObject([{ orgId, role: 'agent' }]);
    const outcome = await authenticateUser(testEnv.platform, { email, password: PASSWORD });
    expect(outcome).toMatchObject({ account: { orgId } });

    await expect(acceptInvitation(testEnv.platform, { token, ...NEWCOMER })).rejects.toMatchObject(NOT_FOUND);
    await expect(getOpenInvitation(testEnv.platform, { token })).rejects.toMatchObject(NOT_FOUND);
    expect(await listInvitations(owner)).toMatchObject([{ email, status: 'accepted' }]);
    const { items } = await listAudit(owner, { limit: 10 });
    expect(items.map(({ action }) => action)).toEqual(['member.joined', 'invitation.created']);
  });

  it('admits one of twelve concurrent requests and refuses the others', async () => {
    const email = nextEmail();
    const { token } = await createInvitation(owner, { email, role: 'agent' });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => acceptInvitation(testEnv.platform, { token, ...NEWCOMER })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    );
    expect(reasons).toEqual(Array(11).fill('not_found'));
    expect(await membersOf(email)).toHaveLength(1);
  });

  it('is used by one of two visitors who open it at once', async () => {
    const email = nextEmail();
    const { token } = await createInvitation(owner, { email, role: 'viewer' });
    const joins = await Promise.allSettled([
      acceptInvitation(testEnv.platform, { token, ...NEWCOMER }),
      acceptInvitation(testEnv.platform, { token, ...NEWCOMER }),
    ]);
    expect(joins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await membersOf(email)).toHaveLength(1);
  });

  it('asks a known person for their password', async () => {
    const email = nextEmail();
    const first = await createInvitation(owner, { email, role: 'viewer' });
    await acceptInvitation(testEnv.platform, { token: first.token, ...NEWCOMER });

    orgId = await addOrganization(testEnv.platform.db);
    const { token } = await createInvitation(await addMember('admin'), { email, role: 'editor' });
    expect(await getOpenInvitation(testEnv.platform, { token })).toMatchObject({ hasAccount: true });
    const wrong = acceptInvitation(testEnv.platform, { token, name: '', password: 'another password' });
    await expect(wrong).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['password'] }] } },
    });
    expect(await membersOf(email)).toHaveLength(1);

    await acceptInvitation(testEnv.platform, { token, name: 'Somebody else', password: PASSWORD });
    expect(await membersOf(email)).toMatchObject([{ role: 'viewer' }, { orgId, role: 'editor' }]);
    const user = await testEnv.platform.db.prisma.user.findUniqueOrThrow({ where: { email } });
    expect(user.name).toBe('Grace Hopper');
  });

  it('asks a signed-in person for nothing, and shows them both organizations', async () => {
    const email = nextEmail();
    const first = await createInvitation(owner, { email, role: 'viewer' });
    await acceptInvitation(testEnv.platform, { token: first.token, ...NEWCOMER });
    const entered = await authenticateUser(testEnv.platform, { email, password: PASSWORD });
    const signIn = entered.outcome === 'in' ? await beginTestSignIn(testEnv.platform, entered.account) : null;
    const actor = signIn && (await findMemberActor(testEnv.platform, signIn));
    if (!signIn || !actor) throw new Error('nobody came in');

    const there = await addOrganization(testEnv.platform.db);
    expect(await switchOrganization(testEnv.platform, signIn, { orgId: there })).toEqual(signIn);
    orgId = there;
    const { token } = await createInvitation(await addMember('owner'), { email, role: 'editor' });
    expect(await getOpenInvitation(testEnv.platform, { token }, { actor: owner.actor })).toMatchObject({
      isSignedIn: false,
    });
    expect(await getOpenInvitation(testEnv.platform, { token }, { actor })).toMatchObject({
      isSignedIn: true,
    });
    await acceptInvitation(testEnv.platform, { token, name: '', password: '' }, { actor });

    const moved = await switchOrganization(testEnv.platform, signIn, { orgId: there });
    expect(moved).toEqual({ ...signIn, orgId: there });
    expect(await switchOrganization(testEnv.platform, signIn, { orgId: 'nowhere' })).toEqual(signIn);
    const unknown = { ...signIn, id: testEnv.platform.ids.uuid(clock.now()) };
    expect(await switchOrganization(testEnv.platform, unknown, { orgId: there })).toEqual(unknown);
    const me = await findMe({ ...testEnv.platform, actor: { ...actor, orgId: there } });
    expect(me?.organizations.map(({ id }) => id).toSorted()).toEqual([signIn.orgId, there].toSorted());
  });

  it('limits password attempts', async () => {
    const email = nextEmail();
    const first = await createInvitation(owner, { email, role: 'viewer' });
    await acceptInvitation(testEnv.platform, { token: first.token, ...NEWCOMER });
    orgId = await addOrganization(testEnv.platform.db);
    const { token } = await createInvitation(await addMember('owner'), { email, role: 'editor' });
    const codes: string[] = [];
    for (let tries = 0; tries < 6; tries++) {
      const failure = await acceptInvitation(testEnv.platform, { token, name: '', password: 'guess' }).catch(
        ({ code }: { code: string }) => code,
      );
      codes.push(String(failure));
    }
    expect(codes).toEqual([...Array<string>(5).fill('invalid_request'), 'rate_limited']);
  });

  it('reports an invalid name and password, and stays open', async () => {
    const { token } = await createInvitation(owner, { email: nextEmail(), role: 'viewer' });
    const joining = acceptInvitation(testEnv.platform, { token, name: ' ', password: 'short' });
    await expect(joining).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['name'] }, { path: ['password'] }] } },
    });
    expect(await getOpenInvitation(testEnv.platform, { token })).toMatchObject({ role: 'viewer' });
  });

  it('expires after seven days', async () => {
    const { token } = await createInvitation(owner, { email: nextEmail(), role: 'viewer' });
    clock.advance(7 * DAY_MS - 1);
    expect(await getOpenInvitation(testEnv.platform, { token })).toMatchObject({ role: 'viewer' });
    clock.advance(1);
    await expect(getOpenInvitation(testEnv.platform, { token })).rejects.toMatchObject(NOT_FOUND);
    await expect(acceptInvitation(testEnv.platform, { token, ...NEWCOMER })).rejects.toMatchObject(NOT_FOUND);
    expect(await listInvitations(owner)).toMatchObject([{ status: 'expired' }]);
  });

  it('ends when its own organization revokes it', async () => {
    const { token, invitation } = await createInvitation(owner, { email: nextEmail(), role: 'viewer' });
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const invitationId = invitation.id;
    await expect(revokeInvitation(stranger, { invitationId })).rejects.toMatchObject(NOT_FOUND);
    expect(await listInvitations(stranger)).toEqual([]);

    await revokeInvitation(owner, { invitationId });
    await revokeInvitation(owner, { invitationId });
    await expect(acceptInvitation(testEnv.platform, { token, ...NEWCOMER })).rejects.toMatchObject(NOT_FOUND);
    const { items } = await listAudit(owner, { search: 'revoked', limit: 10 });
    expect(items).toHaveLength(1);
  });

  it('stores no readable token', async () => {
    const { token } = await createInvitation(owner, { email: nextEmail(), role: 'viewer' });
    const rows = await testEnv.platform.db.prisma.invitation.findMany({ where: { orgId } });
    const hashes = rows.map(({ tokenHash }) => Buffer.from(tokenHash).toString('base64url'));
    expect(hashes).not.toContain(token);
    expect(JSON.stringify(await listAudit(owner, { limit: 10 }))).not.toContain(token);
    await expect(getOpenInvitation(testEnv.platform, { token: `${token}x` })).rejects.toMatchObject(
      NOT_FOUND,
    );
    await expect(getOpenInvitation(testEnv.platform, { token: 'x'.repeat(10_000) })).rejects.toMatchObject(
      NOT_FOUND,
    );
  });

  it("grants no role above the inviter's, and none to a member", async () => {
    const admin = await addMember('admin', 'admin@example.test');
    const refused = { code: 'permission_denied' };
    await expect(createInvitation(admin, { email: nextEmail(), role: 'owner' })).rejects.toMatchObject(
      refused,
    );
    await createInvitation(owner, { email: nextEmail(), role: 'owner' });
    await expect(
      createInvitation(owner, { email: 'Admin@example.test', role: 'viewer' }),
    ).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['email'] }] } },
    });
    await expect(createInvitation(owner, { email: 'nobody', role: 'viewer' })).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['email'] }] } },
    });
    const editor = await addMember('editor');
    await expect(createInvitation(editor, { email: nextEmail(), role: 'viewer' })).rejects.toMatchObject(
      refused,
    );
  });
});
