import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { createRoom } from '../room/create-room';
import { endSession } from '../session/end-session';
import { ECHO } from '../session/fixtures/flows';
import { getSession } from '../session/get-session';
import { listMessages } from '../session/list-messages';
import { listTurns } from '../session/list-turns';
import { sendToThread } from '../thread/send/send-to-thread';
import { type CreateChannelInput, createChannel } from './create-channel';
import { deleteChannel } from './delete-channel';
import { getChannel } from './get-channel';
import { sendTestWebhook } from './send-test-webhook';
import { updateChannel } from './update-channel';

const HOOK = 'http://127.0.0.1:9/hook';
const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let umi: CreateChannelInput;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  const { id: roomId } = await createRoom(ctx, { name: 'Desk', mode: 'flow', flowId });
  umi = { kind: 'umi', name: 'Email', label: 'email', roomId };
});
afterAll(() => testEnv.close());

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

describe('deleteChannel', () => {
  const say = (channelId: string, externalId: string) =>
    sendToThread(ctx, {
      channelId,
      externalId,
      entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: 'Hi' }, text: 'Hi' }] }],
      waitMs: 0,
    });

  it("ends the channel's running sessions and keeps them readable", async () => {
    const { db } = testEnv.platform;
    const { orgId } = testEnv;
    const { channel } = await createChannel(ctx, { ...umi, webhookUrl: HOOK });
    const { id: channelId } = channel;
    const { session } = await say(channelId, 'thread-1');
    const { session: done } = await say(channelId, 'thread-2');
    await endSession(ctx, { sessionId: done.id });
    expect(await sendTestWebhook(ctx, { channelId })).toEqual({ deliveryId: expect.any(String) });

    await deleteChannel(ctx, { channelId });
    const read = await getSession(ctx, { sessionId: session.id });
    expect(read).toMatchObject({ status: 'ended', channelId: null, turnNo: session.turnNo + 1 });
    const { items: turns } = await listTurns(ctx, { sessionId: session.id, limit: 9 });
    expect(turns.at(-1)).toMatchObject({
      status: 'ended',
      event: { type: 'session.ended', at: clock.now() },
    });
    expect((await listMessages(ctx, { sessionId: session.id, limit: 9 })).items.length).toBeGreaterThan(0);
    expect(await getSession(ctx, { sessionId: done.id })).toMatchObject({ status: 'ended', channelId: null });
    const where = { orgId, channelId };
    const left = [db.prisma.thread, db.prisma.delivery, db.prisma.deliveryQueue] as {
      count: typeof db.prisma.thread.count;
    }[];
    expect(await Promise.all(left.map((table) => table.count({ where })))).toEqual([0, 0, 0]);
    await expect(getChannel(ctx, { channelId })).rejects.toMatchObject(problem('not_found'));
    for (const gone of [channelId, 'x'])
      await expect(deleteChannel(ctx, { channelId: gone })).rejects.toMatchObject(problem('not_found'));
  });

  it('leaves no session running that starts during the deletion', async () => {
    const { db } = testEnv.platform;
    const { channel } = await createChannel(ctx, umi);
    const { id: channelId } = channel;
    const first = await say(channelId, 'old');
    const sent = Array.from({ length: 12 }, (_, index) =>
      say(channelId, index % 3 === 0 ? 'old' : `new-${index}`),
    );
    const [removed] = await Promise.allSettled([deleteChannel(ctx, { channelId }), ...sent]);
    expect(removed).toEqual({ status: 'fulfilled', value: undefined });
    const { orgId } = testEnv;
    expect(await db.prisma.thread.count({ where: { orgId, channelId } })).toBe(0);
    expect(await db.prisma.session.count({ where: { orgId, channelId } })).toBe(0);
    expect(await getSession(ctx, { sessionId: first.session.id })).toMatchObject({ status: 'ended' });
  });
});

describe('sendTestWebhook', () => {
  it('needs an active webhook', async () => {
    const { channel } = await createChannel(ctx, umi);
    const channelId = channel.id;
    const refusal = (current: string) => problem('precondition_failed', { current });
    await expect(sendTestWebhook(ctx, { channelId })).rejects.toMatchObject(refusal('no webhook'));
    await updateChannel(ctx, { channelId, webhookUrl: HOOK });
    const { deliveryId } = await sendTestWebhook(ctx, { channelId });
    const [queued] = await testEnv.platform.db.prisma.delivery.findMany({ where: { id: deliveryId } });
    expect(queued).toMatchObject({ event: 'test', queueId: channelId, status: 'pending' });
    expect(JSON.parse(queued?.body ?? '')).toEqual({
      event: 'test',
      channel: { id: channelId, name: 'Email' },
      sentAt: new Date(clock.now()).toISOString(),
    });
    const gone = { webhookDisabledAt: new Date() };
    await testEnv.platform.db.prisma.channel.updateMany({ where: { id: channelId }, data: gone });
    await expect(sendTestWebhook(ctx, { channelId })).rejects.toMatchObject(refusal('webhook disabled'));
  });
});
