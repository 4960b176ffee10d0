import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { randomIds } from '@/server/gateways/ids';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { RoomMode } from '../channel/channel-facts';
import type { ServiceContext } from '../context';
import { listMessages } from '../session/list-messages';
import { sendToThread } from '../thread/send/send-to-thread';
import { getConversation, listEarlierConversations } from './get-conversation';
import { handBack } from './hand-back';
import { getInboxCounts, listInbox } from './list-inbox';
import { markRead } from './mark-read';
import { replyToConversation } from './reply-to-conversation';
import { takeConversation } from './take-conversation';

const DESK: FlowDefinitionInput = {
  format: 1,
  start: 'hand',
  nodes: [
    {
      id: 'hand',
      kind: 'transfer',
      messages: [{ type: 'text', text: 'One moment.' }],
      exits: { success: 'thanks', error: 'sorry' },
    },
    { id: 'thanks', kind: 'end', text: 'Glad to help.' },
    { id: 'sorry', kind: 'end', text: 'Sorry: {{ transferFailReason }}' },
  ],
};

let testEnv: TestEnv;
let system: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  system = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

async function addAgent(name: string): Promise<ServiceContext> {
  const { orgId, platform } = testEnv;
  const userId = randomIds.uuid(Date.now());
  await platform.db.prisma.user.create({ data: { id: userId, name, email: `${userId}@example.test` } });
  await platform.db.prisma.member.create({ data: { orgId, userId, role: 'agent' } });
  return actIn(platform, orgId, { type: 'user', orgId, userId, role: 'agent' });
}

async function open(mode: RoomMode, text: string): Promise<{ sessionId: string; say: Say }> {
  const { prisma } = testEnv.platform.db;
  const { orgId } = testEnv;
  const { flowId } = await addFlow(testEnv.platform.db, orgId, DESK);
  const [roomId, channelId] = [randomIds.uuid(Date.now()), randomIds.uuid(Date.now())];
  await prisma.room.create({ data: { orgId, id: roomId, name: 'Orders', mode, flowId } });
  await prisma.channel.create({ data: { orgId, id: channelId, kind: 'umi', name: 'Mail', roomId } });
  const say: Say = async (line) =>
    (
      await sendToThread(system, {
        channelId,
        externalId: 't',
        entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: line }, text: line }] }],
        profile: { fullName: 'Jane Doe' },
        waitMs: 1_000,
      })
    ).session.id;
  return { sessionId: await say(text), say };
}

type Say = (text: string) => Promise<string>;
const textsOf = async (ctx: ServiceContext, sessionId: string) =>
  (await listMessages(ctx, { sessionId, limit: 50 })).items.map(({ text }) => text).filter(Boolean);

describe('the inbox', () => {
  it('shows waiting people until somebody takes them, and then who did', async () => {
    const [ada, bob] = [await addAgent('Ada'), await addAgent('Bob')];
    const { sessionId, say } = await open('flow', 'help');
    const waiting = await listInbox(ada, { queue: 'waiting', limit: 10 });
    expect(waiting.items).toMatchObject([
      { id: sessionId, person: 'Jane Doe', unread: 1, roomName: 'Orders' },
    ]);
    expect(await getInboxCounts(ada)).toMatchObject({ waiting: 1, mine: 0, open: 1, closed: 0, unread: 0 });

    await takeConversation(ada, { sessionId });
    expect((await listInbox(bob, { queue: 'waiting', limit: 10 })).items).toEqual([]);
    expect((await listInbox(ada, { queue: 'mine', limit: 10 })).items).toMatchObject([
      { assigneeName: 'Ada' },
    ]);

    await markRead(ada, { sessionId, seq: 2 });
    await say('are you there?');
    const [mine] = (await listInbox(ada, { queue: 'mine', limit: 10 })).items;
    expect(await getInboxCounts(ada)).toMatchObject({ mine: 1, unread: 1 });
    expect(mine).toMatchObject({
      unread: 1,
      roomMode: 'flow',
      lastText: 'are you there?',
      lastDirection: 'inbound',
    });

    await takeConversation(bob, { sessionId });
    expect(await getInboxCounts(ada)).toMatchObject({ waiting: 0, mine: 0, unread: 0 });
    const answered = await replyToConversation(bob, { sessionId, text: 'Yes.' });
    expect(answered).toMatchObject({ control: 'human', waitingSince: null });
  });

  it('hands back with an outcome for the flow', async () => {
    const ada = await addAgent('Ada');
    const { sessionId } = await open('flow', 'help');
    await takeConversation(ada, { sessionId });
    const done = await handBack(ada, { sessionId, outcome: 'failed', reason: 'no seats' });
    expect(done).toMatchObject({ status: 'completed', assigneeId: null });
    expect(await textsOf(ada, sessionId)).toContain('Sorry: no seats');
    await expect(handBack(ada, { sessionId, outcome: 'success' })).rejects.toMatchObject({
      code: 'session_finished',
    });
    expect((await listInbox(ada, { queue: 'closed', limit: 10 })).items[0]).toMatchObject({ id: sessionId });
  });

  it('lists earlier conversations of the thread', async () => {
    const ada = await addAgent('Ada');
    const { sessionId, say } = await open('flow', 'first question');
    await takeConversation(ada, { sessionId });
    await handBack(ada, { sessionId, outcome: 'success' });
    const next = await say('second question');
    expect(await listEarlierConversations(ada, { sessionId: next })).toMatchObject([
      { id: sessionId, status: 'completed', firstText: 'first question' },
    ]);
    const elsewhere = await open('flow', 'somebody else');
    expect(await listEarlierConversations(ada, { sessionId: elsewhere.sessionId })).toEqual([]);
    const orgId = randomIds.uuid(Date.now());
    const stranger = actIn(testEnv.platform, orgId, { type: 'user', orgId, userId: orgId, role: 'agent' });
    expect(await listEarlierConversations(stranger, { sessionId: next })).toEqual([]);
  });

  it('proposes replies and stores which one was sent', async () => {
    const ada = await addAgent('Ada');
    const { sessionId } = await open('suggestions', 'help');
    const { suggestions } = await getConversation(ada, { sessionId });
    expect(suggestions).toMatchObject([{ text: 'One moment.' }]);
    const suggestionId = suggestions[0]?.id;
    await replyToConversation(ada, { sessionId, text: 'One moment, please.', suggestionId });
    const { items } = await listMessages(ada, { sessionId, limit: 50 });
    expect(items.at(-1)).toMatchObject({ suggestionId, sender: { name: 'Ada' } });
    await expect(
      replyToConversation(ada, { sessionId, text: 'x', suggestionId: randomIds.uuid(Date.now()) }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('finds by name and by message text, within one organization', async () => {
    const ada = await addAgent('Ada');
    const { sessionId } = await open('people', 'a very peculiar word: zyxomma');
    const found = await listInbox(ada, { queue: 'open', search: 'zyxomma', limit: 10 });
    expect(found.items).toMatchObject([{ id: sessionId }]);
    const orgId = randomIds.uuid(Date.now());
    const stranger = actIn(testEnv.platform, orgId, { type: 'user', orgId, userId: orgId, role: 'agent' });
    expect((await listInbox(stranger, { queue: 'open', limit: 10 })).items).toEqual([]);
    await expect(takeConversation(stranger, { sessionId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getConversation(stranger, { sessionId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(replyToConversation(ada, { sessionId: 'no id', text: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('lists the longest waiting first, page by page', async () => {
    const ada = await addAgent('Ada');
    const waited: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      waited.push((await open('people', text)).sessionId);
    }
    const mine = (page: { items: { id: string }[] }) =>
      page.items.map(({ id }) => id).filter((id) => waited.includes(id));
    const all = await listInbox(ada, { queue: 'waiting', limit: 50 });
    expect(mine(all)).toEqual(waited);
    const first = await listInbox(ada, { queue: 'waiting', limit: all.items.length - 1 });
    const second = await listInbox(ada, { queue: 'waiting', limit: 50, cursor: first.nextCursor ?? '' });
    expect(mine(second)).toEqual(waited.slice(-1));
  });

  it('is paged to the end', async () => {
    const ada = await addAgent('Ada');
    for (const text of ['one', 'two', 'three']) await open('people', text);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listInbox(ada, { queue: 'open', limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });
});
