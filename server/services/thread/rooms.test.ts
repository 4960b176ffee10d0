import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { randomIds } from '@/server/gateways/ids';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { RoomMode } from '../channel/channel-facts';
import type { ServiceContext } from '../context';
import { findSuggestion } from './find-suggestion';
import type { SendToThread } from './send/send-request';
import { sendToThread } from './send/send-to-thread';

const HELPFUL: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'It was shipped: {{ trigger.text }}' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'ask' },
    },
  ],
};

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

async function addRoomChannel(mode: RoomMode): Promise<string> {
  const { prisma } = testEnv.platform.db;
  const { orgId } = testEnv;
  const { flowId } = await addFlow(testEnv.platform.db, orgId, HELPFUL);
  const [roomId, id] = [randomIds.uuid(Date.now()), randomIds.uuid(Date.now())];
  await prisma.room.create({
    data: { orgId, id: roomId, name: 'Orders', mode, flowId: mode === 'people' ? null : flowId },
  });
  await prisma.channel.create({ data: { orgId, id, kind: 'umi', name: 'Mail', label: 'email', roomId } });
  return id;
}

const visitor = (text: string): SendToThread['entries'][number] => ({
  type: 'visitor',
  lines: [{ content: { type: 'text', text }, text }],
});
const agent = (text: string, more = {}): SendToThread['entries'][number] => ({
  type: 'person',
  text,
  sender: { id: randomIds.uuid(Date.now()), name: 'Ada' },
  ...more,
});
const say = (channelId: string, entries: SendToThread['entries'], more = {}) =>
  sendToThread(ctx, { channelId, externalId: 't', entries, waitMs: 2_000, ...more });

const suggestionsOf = (sessionId: string) =>
  testEnv.platform.db.prisma.suggestion.findMany({ where: { sessionId }, orderBy: { createdAt: 'asc' } });

describe('a room where the flow replies', () => {
  it("sends the flow's replies and leaves nobody waiting", async () => {
    const channelId = await addRoomChannel('flow');
    const reply = await say(channelId, [visitor('my order?')]);
    expect(reply.messages).toMatchObject([{ text: 'It was shipped: my order?', sender: null }]);
    expect(reply.session).toMatchObject({ waitingSince: null, control: 'flow', expiresAt: null });
  });
});

describe('a room where the flow only proposes', () => {
  it('sends nothing, proposes replies, and keeps listening while people answer', async () => {
    const channelId = await addRoomChannel('suggestions');
    const first = await say(channelId, [visitor('my order?')]);
    expect(first.messages).toEqual([]);
    expect(first.session.waitingSince).not.toBeNull();
    const [proposed] = await suggestionsOf(first.session.id);
    expect(proposed).toMatchObject({ text: 'It was shipped: my order?', messageId: first.messageIds[0] });
    expect(await findSuggestion(ctx, { suggestionId: proposed?.id ?? '' })).toMatchObject({ score: null });

    const suggestionId = proposed?.id;
    const answered = await say(channelId, [agent('It was shipped.', { suggestionId })]);
    expect(answered.session).toMatchObject({ control: 'flow', waitingSince: null });
    await say(channelId, [visitor('thanks')]);
    expect(await suggestionsOf(first.session.id)).toHaveLength(2);
  });
});

describe('a room where people reply', () => {
  it('runs no flow and keeps every message for people', async () => {
    const channelId = await addRoomChannel('people');
    const first = await say(channelId, [visitor('hello')]);
    expect(first.messages).toEqual([]);
    expect(first.session.waitingSince).not.toBeNull();
    const more = await say(channelId, [visitor('are you there?'), agent('Yes.'), visitor('Good.')]);
    expect(more).toMatchObject({ isNew: false, messages: [] });
    expect(more.messageIds).toHaveLength(3);
  });

  it('does not queue messages that need no answer', async () => {
    const channelId = await addRoomChannel('people');
    const quiet = await say(channelId, [visitor('newsletter'), agent('We received it.')], {
      skipWaiting: true,
    });
    expect(quiet.session.waitingSince).toBeNull();
  });
});

describe('a conversation that a person starts', () => {
  it('belongs to people, whichever flow the room has', async () => {
    const channelId = await addRoomChannel('flow');
    const first = await say(channelId, [agent('We tried to call you.')]);
    expect(first).toMatchObject({ isNew: true, messages: [], session: { waitingSince: null } });
    const reply = await say(channelId, [visitor('Call again')]);
    expect(reply.messages).toEqual([]);
    expect(reply.session.waitingSince).not.toBeNull();
  });
});
