import type { ServiceContext } from '@/server/services/context';
import { takeConversation } from '@/server/services/inbox/take-conversation';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import { actIn, addFlow, type TestEnv, type TestPlatform } from '@/server/tools/test/platform';

export type Person = { userId: string; ctx: ServiceContext };

/** A channel on two processes whose conversations agents can take over. */
export type RemovalFixture = {
  near: TestPlatform;
  far: TestPlatform;
  orgId: string;
  addPerson(role: 'owner' | 'agent'): Promise<Person>;
  /** Sends a message as a visitor; returns the conversation. */
  say(platform: TestPlatform, thread: string): Promise<string>;
  /** Starts a conversation and assigns it to a member. */
  beginTaken(agent: Person, thread: string): Promise<string>;
};

/** Opens two processes with members and conversations. */
export async function openRemovalFixture(testEnv: TestEnv): Promise<RemovalFixture> {
  const { platform: near, orgId } = testEnv;
  const { prisma } = near.db;
  const newId = () => near.ids.uuid(Date.now());
  const [roomId, channelId] = [newId(), newId()];
  const { flowId } = await addFlow(near.db, orgId, ECHO);
  await prisma.room.create({ data: { orgId, id: roomId, name: 'Desk', mode: 'flow', flowId } });
  await prisma.channel.create({ data: { orgId, id: channelId, kind: 'umi', name: 'Mail', roomId } });

  const addPerson: RemovalFixture['addPerson'] = async (role) => {
    const userId = newId();
    await prisma.user.create({ data: { id: userId, name: role, email: `${userId}@example.test` } });
    await prisma.member.create({ data: { orgId, userId, role } });
    return {
      userId,
      ctx: actIn(near, orgId, { type: 'user', orgId, userId, role, authenticatedAt: new Date() }),
    };
  };
  const say: RemovalFixture['say'] = async (platform, externalId) => {
    const { session } = await sendToThread(actIn(platform, orgId), {
      ...{ channelId, externalId, waitMs: 0 },
      entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: 'hi' }, text: 'hi' }] }],
    });
    return session.id;
  };
  const beginTaken: RemovalFixture['beginTaken'] = async ({ ctx }, thread) => {
    const sessionId = await say(near, thread);
    await takeConversation(ctx, { sessionId });
    return sessionId;
  };
  return { near, far: testEnv.openPlatform(), orgId, addPerson, say, beginTaken };
}
