import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { changeRole } from '../member/change-role';
import { removeMember } from '../member/remove-member';
import { ECHO } from '../session/fixtures/flows';
import { sendToThread } from '../thread/send/send-to-thread';
import { getInboxCounts } from './list-inbox';
import { releaseConversations } from './release-conversations';
import { takeConversation } from './take-conversation';

type Person = { userId: string; ctx: ServiceContext };

let testEnv: TestEnv;
let clock: ManualClock;
let owner: Person;
let agent: Person;
let channelId: string;

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  [owner, agent] = [await addPerson('owner'), await addPerson('agent')];
  const { platform, orgId } = testEnv;
  const { prisma } = platform.db;
  const { flowId } = await addFlow(platform.db, orgId, ECHO);
  const roomId = platform.ids.uuid(clock.now());
  channelId = platform.ids.uuid(clock.now() + 1);
  await prisma.room.create({ data: { orgId, id: roomId, name: 'Desk', mode: 'flow', flowId } });
  await prisma.channel.create({ data: { orgId, id: channelId, kind: 'umi', name: 'Mail', roomId } });
});
afterEach(() => testEnv.close());

async function addPerson(role: 'owner' | 'agent'): Promise<Person> {
  const { platform, orgId } = testEnv;
  const userId = platform.ids.uuid(clock.now());
  await platform.db.prisma.user.create({ data: { id: userId, name: role, email: `${userId}@example.test` } });
  await platform.db.prisma.member.create({ data: { orgId, userId, role } });
  const authenticatedAt = new Date(clock.now());
  return { userId, ctx: actIn(platform, orgId, { type: 'user', orgId, userId, role, authenticatedAt }) };
}

async function say(externalId: string, platform = testEnv.platform): Promise<string> {
  const { session } = await sendToThread(actIn(platform, testEnv.orgId), {
    channelId,
    externalId,
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: 'hi' }, text: 'hi' }] }],
    waitMs: 0,
  });
  return session.id;
}

async function take(externalId: string): Promise<string> {
  const sessionId = await say(externalId);
  await takeConversation(agent.ctx, { sessionId });
  return sessionId;
}

const prisma = () => testEnv.platform.db.prisma;
const sessionOf = (id: string) => prisma().session.findFirstOrThrow({ where: { id } });
const remove = () => removeMember(owner.ctx, { userId: agent.userId });

/** Runs something once, between computing the next turn and its commit. */
function beforeNextCommit(platform: ServiceContext, meanwhile: () => Promise<unknown>): void {
  const { pool } = platform.db;
  const query = pool.query.bind(pool);
  const spy = vi.spyOn(pool, 'query').mockImplementation(async (...args: unknown[]) => {
    const name = Reflect.get(Object(args[0]), 'name');
    if (typeof name === 'string' && name.startsWith('commit_')) {
      spy.mockRestore();
      await meanwhile();
    }
    return Reflect.apply(query, pool, args);
  });
}

describe('conversations of somebody who may no longer answer (inbox/nobody-is-lost)', () => {
  it('return to the queue, each by a turn of its own', async () => {
    const sessionId = await take('t');
    const before = await sessionOf(sessionId);
    await remove();
    expect(await sessionOf(sessionId)).toMatchObject({
      assigneeId: null,
      waitingSince: new Date(clock.now()),
      turnNo: before.turnNo + 1,
    });
    const turn = await prisma().turn.findFirst({ where: { sessionId }, orderBy: { no: 'desc' } });
    expect(turn).toMatchObject({ no: before.turnNo + 1, event: { type: 'assignee.released' } });
    expect(await getInboxCounts(owner.ctx)).toMatchObject({ waiting: 1, open: 1 });
  });

  it('are released although another turn was computed before and commits after', async () => {
    const sessionId = await take('t');
    const other = testEnv.openPlatform();
    beforeNextCommit(actIn(other, testEnv.orgId), remove);
    await say('t', other);
    expect(await prisma().member.count({ where: { userId: agent.userId } })).toBe(0);
    expect(await sessionOf(sessionId)).toMatchObject({ assigneeId: null });
    expect(await getInboxCounts(owner.ctx)).toMatchObject({ waiting: 1, open: 1 });
  });

  it('taken by a request accepted before the removal are found later', async () => {
    const sessionId = await say('t');
    beforeNextCommit(agent.ctx, remove);
    await takeConversation(agent.ctx, { sessionId });
    expect(await sessionOf(sessionId)).toMatchObject({ assigneeId: agent.userId });
    expect(await releaseConversations(testEnv.platform, { limit: 10 })).toBe(1);
    expect(await getInboxCounts(owner.ctx)).toMatchObject({ waiting: 1, open: 1 });
    expect(await prisma().assigneeRelease.count()).toBe(1);
    clock.advance(15 * 60_000);
    expect(await releaseConversations(testEnv.platform, { limit: 10 })).toBe(0);
    expect(await prisma().assigneeRelease.count()).toBe(0);
  });

  it('are released in batches, also when the process that removed the member died', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await take(name);
    const dying: ServiceContext = {
      ...owner.ctx,
      sessions: { ...owner.ctx.sessions, mutex: { runExclusive: () => Promise.reject(new Error('dead')) } },
    };
    await removeMember(dying, { userId: agent.userId });
    expect(await getInboxCounts(owner.ctx)).toMatchObject({ waiting: 0, open: 5 });
    expect(await releaseConversations(testEnv.platform, { limit: 2 })).toBe(2);
    expect(await releaseConversations(testEnv.platform, { limit: 2 })).toBe(2);
    expect(await releaseConversations(testEnv.platform, { limit: 2 })).toBe(1);
    expect(await getInboxCounts(owner.ctx)).toMatchObject({ waiting: 5, open: 5 });
  });

  it('are found however many other members were removed shortly before', async () => {
    const since = new Date(clock.now() - 1_000);
    const gone = Array.from({ length: 60 }, (_, no) => testEnv.platform.ids.uuid(clock.now() + no));
    await prisma().assigneeRelease.createMany({
      data: gone.map((userId) => ({ orgId: testEnv.orgId, userId, since })),
    });
    await take('t');
    const dying: ServiceContext = {
      ...owner.ctx,
      sessions: { ...owner.ctx.sessions, mutex: { runExclusive: () => Promise.reject(new Error('dead')) } },
    };
    await removeMember(dying, { userId: agent.userId });
    expect(await releaseConversations(testEnv.platform, { limit: 10 })).toBe(1);
  });

  it('are released after a change to a role that may not answer', async () => {
    await take('t');
    await changeRole(owner.ctx, { userId: agent.userId, role: 'editor' });
    const kept = await getInboxCounts(owner.ctx);
    await changeRole(owner.ctx, { userId: agent.userId, role: 'viewer' });
    expect([kept.waiting, (await getInboxCounts(owner.ctx)).waiting]).toEqual([0, 1]);
  });

  it('stay with somebody who was invited again', async () => {
    await remove();
    await prisma().member.create({ data: { orgId: testEnv.orgId, userId: agent.userId, role: 'agent' } });
    const sessionId = await take('t');
    expect(await releaseConversations(testEnv.platform, { limit: 10 })).toBe(0);
    expect(await sessionOf(sessionId)).toMatchObject({ assigneeId: agent.userId });
    expect(await prisma().assigneeRelease.count()).toBe(0);
  });
});
