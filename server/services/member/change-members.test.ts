import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { SCOPES } from '@/server/shared/scopes';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createApiKey } from '../api-key/create-api-key';
import { listApiKeys } from '../api-key/list-api-keys';
import { listMemberKeys } from '../api-key/member-keys';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { ECHO } from '../session/fixtures/flows';
import { startSession } from '../session/start-session';
import { beginTestSignIn } from '../sign-in/fixtures/begin-test-sign-in';
import { findMe } from '../user/find-me';
import { changeRole } from './change-role';
import { findMemberActor } from './find-member-actor';
import { removeMember } from './remove-member';

let testEnv: TestEnv;
let orgId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());
beforeEach(async () => {
  orgId = await addOrganization(testEnv.platform.db);
});

type Person = { ctx: ServiceContext; userId: string };

async function addPerson(role: Role): Promise<Person> {
  const { db, ids } = testEnv.platform;
  const userId = ids.uuid(Date.now());
  await db.prisma.user.create({ data: { id: userId, name: role, email: `${userId}@example.test` } });
  await db.prisma.member.create({ data: { orgId, userId, role } });
  return {
    userId,
    ctx: actIn(testEnv.platform, orgId, { type: 'user', orgId, userId, role, authenticatedAt: new Date() }),
  };
}

async function rolesOf(): Promise<Record<string, string>> {
  const members = await testEnv.platform.db.prisma.member.findMany({ where: { orgId } });
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}

const DENIED = { code: 'permission_denied' };
const LAST = { problem: { code: 'invalid_request', details: { issues: [{ path: ['role'] }] } } };

describe('the members of an organization', () => {
  it('get other roles, and the log records the earlier ones', async () => {
    const [owner, viewer] = [await addPerson('owner'), await addPerson('viewer')];
    await changeRole(owner.ctx, { userId: viewer.userId, role: 'editor' });
    expect(await rolesOf()).toEqual({ [owner.userId]: 'owner', [viewer.userId]: 'editor' });
    const { items } = await listAudit(owner.ctx, { limit: 5 });
    expect(items).toMatchObject([
      { action: 'member.changed', before: { role: 'viewer' }, after: { role: 'editor' } },
    ]);
  });

  it('include an owner: the last one is neither demoted nor removed', async () => {
    const owner = await addPerson('owner');
    const { userId, ctx } = owner;
    await expect(changeRole(ctx, { userId, role: 'admin' })).rejects.toMatchObject(LAST);
    await expect(removeMember(ctx, { userId })).rejects.toMatchObject(LAST);
    await changeRole(ctx, { userId, role: 'owner' });
    expect(await rolesOf()).toEqual({ [userId]: 'owner' });
  });

  it('include an owner when the last two are demoted at once', async () => {
    const [ada, bob] = [await addPerson('owner'), await addPerson('owner')];
    const changes = await Promise.allSettled([
      changeRole(ada.ctx, { userId: bob.userId, role: 'viewer' }),
      changeRole(bob.ctx, { userId: ada.userId, role: 'viewer' }),
    ]);
    expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(Object.values(await rolesOf()).sort()).toEqual(['owner', 'viewer']);
  });

  it('include an owner when the last two remove each other', async () => {
    const [ada, bob] = [await addPerson('owner'), await addPerson('owner')];
    await Promise.allSettled([
      removeMember(ada.ctx, { userId: bob.userId }),
      removeMember(bob.ctx, { userId: ada.userId }),
    ]);
    expect(Object.values(await rolesOf())).toEqual(['owner']);
  });

  it('become owners, or cease to be, only by owners', async () => {
    const [owner, admin, editor] = [
      await addPerson('owner'),
      await addPerson('admin'),
      await addPerson('editor'),
    ];
    await addPerson('owner');
    const { ctx } = admin;
    await expect(changeRole(ctx, { userId: editor.userId, role: 'owner' })).rejects.toMatchObject(DENIED);
    await expect(changeRole(ctx, { userId: admin.userId, role: 'owner' })).rejects.toMatchObject(DENIED);
    await expect(changeRole(ctx, { userId: owner.userId, role: 'viewer' })).rejects.toMatchObject(DENIED);
    await expect(removeMember(ctx, { userId: owner.userId })).rejects.toMatchObject(DENIED);
    await changeRole(ctx, { userId: editor.userId, role: 'admin' });
    await changeRole(owner.ctx, { userId: admin.userId, role: 'owner' });
    expect(await rolesOf()).toMatchObject({ [admin.userId]: 'owner', [editor.userId]: 'admin' });
  });

  it('are signed out by their removal', async () => {
    const [owner, agent] = [await addPerson('owner'), await addPerson('agent')];
    const signIn = await beginTestSignIn(testEnv.platform, { orgId, userId: agent.userId });
    expect(await findMemberActor(testEnv.platform, signIn)).toMatchObject({ role: 'agent' });
    expect(await findMe(agent.ctx)).toMatchObject({ role: 'agent' });
    await removeMember(owner.ctx, { userId: agent.userId });
    expect(await findMemberActor(testEnv.platform, signIn)).toBeNull();
    expect(await findMe(agent.ctx)).toBeNull();
    await expect(removeMember(owner.ctx, { userId: agent.userId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('leave their conversations to others', async () => {
    const [owner, agent] = [await addPerson('owner'), await addPerson('agent')];
    const { db } = testEnv.platform;
    const { flowId } = await addFlow(db, orgId, ECHO);
    const { session } = await startSession(owner.ctx, { flowId });
    const where = { orgId_id: { orgId, id: session.id } };
    const channelId = testEnv.platform.ids.uuid(Date.now());
    await db.prisma.channel.create({ data: { orgId, id: channelId, kind: 'chat', name: 'Site', flowId } });
    await db.prisma.session.update({ where, data: { channelId, assigneeId: agent.userId } });
    await removeMember(owner.ctx, { userId: agent.userId });
    const left = await db.prisma.session.findUniqueOrThrow({ where });
    expect(left.assigneeId).toBeNull();
    expect(left.waitingSince).not.toBeNull();
  });

  it('leave only those keys that are kept on purpose', async () => {
    const [owner, admin] = [await addPerson('owner'), await addPerson('admin')];
    const { platform } = testEnv;
    const make = async (name: string, by = admin.ctx) =>
      (await createApiKey(by, { name, scopes: ['keys:write', 'keys:read'] })).key.id;
    const [kept, gone, others] = [await make('kept'), await make('gone'), await make('owner’s', owner.ctx)];
    const actor = { type: 'apiKey' as const, orgId, keyId: gone, scopes: SCOPES, channelId: null };
    const handedOn = await make('handed on', actIn(platform, orgId, actor));
    const listed = await listMemberKeys(owner.ctx, { userId: admin.userId });
    expect(listed.map(({ name }) => name).sort()).toEqual(['gone', 'handed on', 'kept']);
    await removeMember(owner.ctx, { userId: admin.userId, keptKeyIds: [kept] });
    const active = await listApiKeys(owner.ctx, { limit: 10, activeOnly: true });
    expect(active.items.map(({ id }) => id).sort()).toEqual([kept, others].sort());
    const entries = await platform.db.prisma.auditEntry.findMany({
      where: { orgId, action: { in: ['member.removed', 'api-key.revoked'] } },
    });
    expect(entries.map(({ thingId }) => thingId).sort()).toEqual([admin.userId, gone, handedOn].sort());
  });

  it('create no key after their removal', async () => {
    const [owner, admin] = [await addPerson('owner'), await addPerson('admin')];
    await removeMember(owner.ctx, { userId: admin.userId });
    const made = createApiKey(admin.ctx, { name: 'late', scopes: ['flows:read'] });
    await expect(made).rejects.toMatchObject({ code: 'permission_denied' });
  });

  it('change while rows of their organization are being written', async () => {
    const [owner, agent] = [await addPerson('owner'), await addPerson('agent')];
    const client = await testEnv.platform.db.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM organizations WHERE id = $1 FOR KEY SHARE', [orgId]);
    try {
      await removeMember(owner.ctx, { userId: agent.userId });
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    expect(Object.values(await rolesOf())).toEqual(['owner']);
  });

  it('are invisible to other organizations', async () => {
    const viewer = await addPerson('viewer');
    orgId = await addOrganization(testEnv.platform.db);
    const { ctx } = await addPerson('owner');
    const notFound = { code: 'not_found' };
    const { userId } = viewer;
    await expect(changeRole(ctx, { userId, role: 'admin' })).rejects.toMatchObject(notFound);
    await expect(removeMember(ctx, { userId })).rejects.toMatchObject(notFound);
    await expect(removeMember(ctx, { userId: 'nobody' })).rejects.toMatchObject(notFound);
  });
});
