import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, addOrganization } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { ECHO } from '../session/fixtures/flows';
import { enqueueDelivery } from './enqueue-delivery';
import { sendThreadMessage, type TestChannel } from './fixtures/channels';
import { openSenderEnv, type SenderEnv } from './fixtures/sender-env';
import { listDeliveries } from './list-deliveries';
import { resendDeliveries } from './resend-deliveries';

let testEnv: SenderEnv;
let ctx: ServiceContext;
let channel: TestChannel;

beforeAll(async () => {
  testEnv = await openSenderEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  ({ channel } = await testEnv.connect({ maxRetryCount: 0 }));
});
afterAll(() => testEnv.close());

describe('the search for deliveries', () => {
  it('finds deliveries by id, session, thread and external id of the thread', async () => {
    const { orgId } = testEnv;
    const { prisma } = testEnv.platform.db;
    const { flowId, versionId } = await addFlow(testEnv.platform.db, orgId, ECHO);
    const [threadId, sessionId] = [crypto.randomUUID(), crypto.randomUUID()];
    const { channelId } = channel;
    const at = new Date(testEnv.clock.now());
    const times = { createdAt: at, lastActivityAt: at };
    await prisma.thread.create({ data: { orgId, id: threadId, channelId, externalId: 'order 7', ...times } });
    await prisma.session.create({
      data: {
        ...{ orgId, id: sessionId, flowId, versionId, channelId, threadId, channel: 'umi', state: {} },
        ...{ status: 'running', turnNo: 1, messageCount: 0, ...times },
      },
    });
    await sendThreadMessage(testEnv.platform, channel, { queueId: threadId, n: 0 });
    const id = await enqueueDelivery(ctx, { channelId, sessionId, event: 'test', body: '{}' });
    const find = async (search: string, on = ctx) =>
      (await listDeliveries(on, { search, limit: 9 })).items.map((one) => one.id);
    expect(await find(` ${id} `)).toEqual([id]);
    expect(await find(sessionId)).toEqual([id]);
    expect(await find(threadId)).toEqual([id]);
    expect(await find('order 7')).toEqual([id]);
    expect(await find('order')).toEqual([]);
    expect(await find(crypto.randomUUID())).toEqual([]);
    expect(await find(' ')).toHaveLength(2);
    const strangers = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect(await find('order 7', strangers)).toEqual([]);
    expect(await find(sessionId, strangers)).toEqual([]);
  });

  it('shows the names of channels', async () => {
    const { items } = await listDeliveries(ctx, { limit: 1 });
    expect(items[0]).toMatchObject({ channelName: 'Test', channelKind: 'umi' });
  });
});

describe('resendDeliveries', () => {
  it('sends settled deliveries again in the order of their creation, and skips the others', async () => {
    const { channel: other, receiver } = await testEnv.connect({ maxRetryCount: 0 });
    receiver.answerWith((_, response) => void response.writeHead(500).end());
    const sender = testEnv.send();
    const queueId = crypto.randomUUID();
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      testEnv.clock.advance(1);
      ids.push(await sendThreadMessage(testEnv.platform, other, { queueId, n }));
    }
    for (const id of ids) await testEnv.becomes(id, 'dead');
    await sender.stop();
    const pending = await sendThreadMessage(testEnv.platform, other, { queueId, n: 9 });
    const asked = [...ids].reverse();
    receiver.answerWith(receiver.accept);
    expect(await resendDeliveries(ctx, { deliveryIds: [...asked, ...asked, pending, 'unknown'] })).toEqual({
      resent: 3,
      left: 2,
    });
    testEnv.send();
    for (const id of ids) await testEnv.becomes(id, 'delivered');
    expect(receiver.acknowledged.map(({ n }) => n)).toEqual([9, 0, 1, 2]);
    const viewer = actIn(testEnv.platform, testEnv.orgId, {
      ...{ type: 'apiKey', orgId: testEnv.orgId, keyId: crypto.randomUUID(), channelId: null },
      scopes: ['deliveries:read'],
    });
    await expect(resendDeliveries(viewer, { deliveryIds: ids })).rejects.toMatchObject({
      code: 'permission_denied',
    });
    const broken = actIn(testEnv.openPlatform(), testEnv.orgId);
    const transaction = () => Promise.reject(new Error('no disk'));
    await expect(
      resendDeliveries({ ...broken, db: { ...broken.db, transaction } }, { deliveryIds: ids }),
    ).rejects.toThrow('no disk');
    const many = Array.from({ length: 101 }, () => crypto.randomUUID());
    await expect(resendDeliveries(ctx, { deliveryIds: many })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});
