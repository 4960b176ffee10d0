import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { actIn, addOrganization } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { Actor, ServiceContext } from '../context';
import { enqueueDelivery } from './enqueue-delivery';
import { awaitWakeup } from './fixtures/await-wakeup';
import { addChannel, sendThreadMessage, type TestChannel } from './fixtures/channels';
import type { Receiver } from './fixtures/receiver';
import { openSenderEnv, type SenderEnv } from './fixtures/sender-env';
import { getDelivery } from './get-delivery';
import { listDeliveries } from './list-deliveries';
import { recoverDeliveries } from './recover-deliveries';
import { replayDeliveries } from './replay-deliveries';
import { resendDelivery } from './resend-delivery';
import { tryDelivery } from './try-delivery';

let testEnv: SenderEnv;
let ctx: ServiceContext;
let channel: TestChannel;
let receiver: Receiver;

beforeEach(async () => {
  testEnv = await openSenderEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  ({ channel, receiver } = await testEnv.connect({ maxRetryCount: 0 }));
});
afterEach(() => testEnv.close());

const newQueueId = () => crypto.randomUUID();
const queue = (n: number, queueId: string) => sendThreadMessage(testEnv.platform, channel, { queueId, n });
const since = new Date(0);
const refuse = () => receiver.answerWith((_, response) => void response.writeHead(500).end());
const numbers = () => receiver.acknowledged.map(({ n }) => n);

describe('enqueueDelivery', () => {
  it('writes nothing without an active webhook', async () => {
    const { channelId } = await addChannel(testEnv.platform, testEnv.orgId, { url: null });
    expect(await enqueueDelivery(ctx, { channelId, event: 'test', body: '{}' })).toBeNull();
    const elsewhere = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const { channelId: ours } = channel;
    expect(await enqueueDelivery(elsewhere, { channelId: ours, event: 'test', body: '{}' })).toBeNull();
    expect(await testEnv.platform.db.prisma.deliveryQueue.count()).toBe(0);
  });

  it('keeps the headers of its event, and throws what is no missing channel', async () => {
    const { channelId } = channel;
    const headers = { 'x-event': 'test' };
    const deliveryId = (await enqueueDelivery(ctx, { channelId, event: 'test', body: '{}', headers })) ?? '';
    expect(await getDelivery(ctx, { deliveryId })).toMatchObject({ headers, body: '{}', threadId: null });
    testEnv.send();
    await expect.poll(() => receiver.received).toMatchObject([{ headers }]);
    const queueId = 'no uuid';
    await expect(enqueueDelivery(ctx, { channelId, queueId, event: 'test', body: '{}' })).rejects.toThrow(
      'uuid',
    );
  });

  it('carries the trace of its caller', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const traced = { ...ctx, tracer: { ...ctx.tracer, headers: { traceparent } } };
    const { channelId } = channel;
    const deliveryId = (await enqueueDelivery(traced, { channelId, event: 'test', body: '{}' })) ?? '';
    expect((await getDelivery(ctx, { deliveryId })).headers).toEqual({ traceparent });
  });

  it('wakes the senders', async () => {
    testEnv.send(testEnv.platform, { pollMs: 600_000 });
    await awaitWakeup(testEnv.platform);
    const { channelId } = channel;
    const id = (await enqueueDelivery(ctx, { channelId, event: 'test', body: '{}' })) ?? '';
    await testEnv.becomes(id, 'delivered');
  });
});

describe('enqueueDelivery during a deletion', () => {
  it('writes nothing once the channel is deleted', async () => {
    const { channelId } = channel;
    const removal = await testEnv.platform.db.pool.connect();
    await removal.query('BEGIN');
    await removal.query('DELETE FROM channels WHERE org_id = $1 AND id = $2', [testEnv.orgId, channelId]);
    const queued = enqueueDelivery(ctx, { channelId, event: 'test', body: '{}' });
    await waitForLockWaits(testEnv.platform.db.pool);
    await removal.query('COMMIT');
    removal.release();
    expect(await queued).toBeNull();
  });
});

describe('listDeliveries and getDelivery', () => {
  it('list newest first, page by page and by every filter', async () => {
    const queueId = newQueueId();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.unshift(await queue(n, n < 3 ? queueId : newQueueId()));
      testEnv.clock.advance(1);
    }
    const first = await listDeliveries(ctx, { limit: 3 });
    const second = await listDeliveries(ctx, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    const count = async (filter: object) =>
      (await listDeliveries(ctx, { limit: 50, ...filter })).items.length;
    const other = await addChannel(testEnv.platform, testEnv.orgId, { url: null });
    expect(await count({ threadId: queueId })).toBe(3);
    expect(await count({ status: ['dead', 'delivered'] })).toBe(0);
    expect(await count({ status: ['pending'], channelId: channel.channelId, event: 'message_created' })).toBe(
      5,
    );
    expect(await count({ event: 'other' })).toBe(0);
    expect(await count({ channelId: other.channelId })).toBe(0);
    expect(await count({ sessionId: newQueueId() })).toBe(0);
    expect(await count({ sessionId: 'no id' })).toBe(0);
    const [id = ''] = ids;
    const detail = await getDelivery(ctx, { deliveryId: id });
    expect(detail).toMatchObject({ id, status: 'pending', tries: [], dueAt: detail.createdAt });
  });

  it('hide other organizations, and other channels from a key of one channel', async () => {
    const id = await queue(1, newQueueId());
    const strangers = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect((await listDeliveries(strangers, { limit: 5 })).items).toEqual([]);
    const notFound = (of: string) => ({
      problem: { code: 'not_found', details: { thing: 'delivery', id: of } },
    });
    await expect(getDelivery(strangers, { deliveryId: id })).rejects.toMatchObject(notFound(id));
    await expect(getDelivery(ctx, { deliveryId: 'x' })).rejects.toMatchObject(notFound('x'));
    const other = await addChannel(testEnv.platform, testEnv.orgId, { url: null });
    const bound: Actor = {
      ...{ type: 'apiKey', orgId: testEnv.orgId, keyId: newQueueId(), channelId: other.channelId },
      scopes: ['deliveries:read'],
    };
    const narrow = actIn(testEnv.platform, testEnv.orgId, bound);
    expect((await listDeliveries(narrow, { limit: 5 })).items).toEqual([]);
    expect((await listDeliveries(narrow, { limit: 5, channelId: channel.channelId })).items).toEqual([]);
    const own = actIn(testEnv.platform, testEnv.orgId, { ...bound, channelId: channel.channelId });
    expect((await listDeliveries(own, { limit: 5 })).items).toMatchObject([{ id }]);
    expect((await listDeliveries(own, { limit: 5, channelId: other.channelId })).items).toEqual([]);
    expect((await getDelivery(own, { deliveryId: id })).id).toBe(id);
    await expect(getDelivery(narrow, { deliveryId: id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(resendDelivery(narrow, { deliveryId: id })).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});

describe('resendDelivery', () => {
  it('sends the same bytes again behind pending deliveries, counting attempts from zero', async () => {
    const queueId = newQueueId();
    const first = await queue(1, queueId);
    const sender = testEnv.send();
    await testEnv.becomes(first, 'delivered');
    await sender.stop();
    await queue(2, queueId);
    const again = await resendDelivery(ctx, { deliveryId: first });
    expect(again).toMatchObject({
      id: first,
      status: 'pending',
      attempts: 0,
      settledAt: null,
      tries: [{ no: 1 }],
    });
    const queued = await getDelivery(ctx, { deliveryId: first });
    expect(queued.dueAt).toBeInstanceOf(Date);
    expect(again.dueAt).toEqual(queued.dueAt);
    await expect(resendDelivery(ctx, { deliveryId: first })).rejects.toMatchObject({
      problem: { code: 'precondition_failed', details: { current: 'pending' } },
    });
    testEnv.send();
    await testEnv.becomes(first, 'delivered');
    expect(receiver.acknowledged.map(({ id, n }) => [id === first, n])).toEqual([
      [true, 1],
      [false, 2],
      [true, 1],
    ]);
    expect(
      new Set(receiver.acknowledged.filter(({ n }) => n === 1).map(({ request }) => request.body)).size,
    ).toBe(1);
    expect(await getDelivery(ctx, { deliveryId: first })).toMatchObject({
      attempts: 1,
      tries: [{ no: 2 }, { no: 1 }],
    });
  });
});

describe('resendDelivery to an empty queue', () => {
  it('is due at once, and wakes the senders', async () => {
    const queueId = newQueueId();
    const deliveryId = await queue(1, queueId);
    testEnv.send(testEnv.platform, { pollMs: 600_000 });
    await testEnv.becomes(deliveryId, 'delivered');
    await expect.poll(() => testEnv.queue(queueId)).toMatchObject({ dueAt: null });
    expect((await getDelivery(ctx, { deliveryId })).dueAt).toBeNull();
    testEnv.clock.advance(1_000);
    const dueAt = new Date(testEnv.clock.now());
    expect(await resendDelivery(ctx, { deliveryId })).toMatchObject({ status: 'pending', dueAt });
    await expect.poll(numbers).toEqual([1, 1]);
    const { items } = await listAudit(ctx, { limit: 5 });
    expect(items).toMatchObject([
      {
        action: 'delivery.resent',
        thingId: deliveryId,
        before: { status: 'delivered' },
        after: { status: 'pending' },
      },
    ]);
  });
});

describe('resendDelivery beside a running sender', () => {
  it('returns the state that it wrote, however soon the delivery is sent', async () => {
    const id = await queue(1, newQueueId());
    testEnv.send();
    await testEnv.becomes(id, 'delivered');
    const { db } = ctx;
    const transaction: typeof db.transaction = async (work, options) => {
      const done = await db.transaction(work, options);
      ctx.deliveries.wake(testEnv.orgId);
      await expect.poll(() => receiver.acknowledged).toHaveLength(2);
      await testEnv.becomes(id, 'delivered');
      return done;
    };
    const overtaken = { ...ctx, db: { ...db, transaction } };
    expect(await resendDelivery(overtaken, { deliveryId: id })).toMatchObject({
      status: 'pending',
      attempts: 0,
      settledAt: null,
      tries: [{ no: 1 }],
    });
    expect(await getDelivery(ctx, { deliveryId: id })).toMatchObject({ status: 'delivered', attempts: 1 });
  });
});

describe('tryDelivery', () => {
  it('ends the wait for a retry, sends what comes before first, and goes on counting (delivery/in-order)', async () => {
    const patient = await testEnv.connect({ maxRetryCount: 2 });
    patient.receiver.answerWith((_, response) => void response.writeHead(500).end());
    const queueId = newQueueId();
    const send = (n: number) => sendThreadMessage(testEnv.platform, patient.channel, { queueId, n });
    const [first, second] = [await send(1), await send(2)];
    testEnv.send(testEnv.platform, { pollMs: 600_000 });
    ctx.deliveries.wake(testEnv.orgId);
    await expect.poll(async () => (await getDelivery(ctx, { deliveryId: first })).attempts).toBe(1);
    patient.receiver.answerWith(patient.receiver.accept);
    const waitsUntil = (await getDelivery(ctx, { deliveryId: second })).dueAt;
    const now = new Date(testEnv.clock.now());
    expect(waitsUntil?.getTime()).toBeGreaterThan(now.getTime());
    const tried = await tryDelivery(ctx, { deliveryId: second });
    expect(tried).toMatchObject({ id: second, status: 'pending', attempts: 0, dueAt: now });
    await testEnv.becomes(second, 'delivered');
    expect(patient.receiver.acknowledged.map(({ n }) => n)).toEqual([1, 2]);
    expect((await getDelivery(ctx, { deliveryId: first })).attempts).toBe(2);
    expect((await listAudit(ctx, { limit: 1 })).items).toMatchObject([
      { action: 'delivery.tried', thingId: second, before: { dueAt: waitsUntil?.toISOString() } },
    ]);
    await expect(tryDelivery(ctx, { deliveryId: second })).rejects.toMatchObject({
      problem: { code: 'precondition_failed', details: { current: 'delivered' } },
    });
  });
});

describe('recoverDeliveries', () => {
  it('sends dead deliveries again in their old order, before younger pending ones', async () => {
    refuse();
    const queueId = newQueueId();
    const early = await queue(0, queueId);
    testEnv.clock.advance(1_000);
    const from = new Date(testEnv.clock.now());
    const dead = [await queue(1, queueId), await queue(2, queueId), await queue(3, newQueueId())];
    const sender = testEnv.send();
    for (const id of [early, ...dead]) await testEnv.becomes(id, 'dead');
    await sender.stop();
    await queue(4, queueId);
    receiver.answerWith(receiver.accept);
    const { channelId } = channel;
    expect(await recoverDeliveries(ctx, { channelId, since: from })).toEqual({ recovered: 3 });
    expect(await recoverDeliveries(ctx, { channelId, since: from })).toEqual({ recovered: 0 });
    testEnv.send();
    for (const id of dead) await testEnv.becomes(id, 'delivered');
    await expect.poll(() => numbers().filter((n) => n !== 3)).toEqual([1, 2, 4]);
    expect((await getDelivery(ctx, { deliveryId: early })).status).toBe('dead');
    const { items } = await listAudit(ctx, { limit: 5 });
    expect(items).toMatchObject([{ action: 'channel.recovered', after: { recovered: 3 } }]);
  });

  it('hides channels of other organizations', async () => {
    const strangers = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const { channelId } = channel;
    await expect(recoverDeliveries(strangers, { channelId, since })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(replayDeliveries(strangers, { channelId, since })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
