import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureLog } from '@/e2e/stress/support/capture-log';
import { claimDeliveryQueues, parkDeliveryQueue } from '@/server/db/delivery/queues';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { openTestPlatform, type TestPlatform } from '@/server/tools/test/platform';
import { openTestRelay } from '@/server/tools/test/relay';
import { awaitWakeup } from '../fixtures/await-wakeup';
import { sendThreadMessage, type TestChannel } from '../fixtures/channels';
import type { Receiver } from '../fixtures/receiver';
import { openSenderEnv, type SenderEnv } from '../fixtures/sender-env';

let testEnv: SenderEnv;
let channel: TestChannel;
let receiver: Receiver;

beforeEach(async () => {
  testEnv = await openSenderEnv();
  ({ channel, receiver } = await testEnv.connect({ maxRetryCount: 1_000 }));
});
afterEach(() => testEnv.close());

const newQueueId = () => crypto.randomUUID();
const queue = (n: number, queueId: string, to = channel) =>
  sendThreadMessage(testEnv.platform, to, { queueId, n });
const numbersOf = (queueId: string) =>
  receiver.acknowledged.filter((one) => one.queueId === queueId).map(({ n }) => n);
const countPending = () => testEnv.platform.db.prisma.delivery.count({ where: { status: 'pending' } });
/** Waits until a queue is parked, which happens after its last attempt is stored. */
const waitUntilIdle = (queueId: string) =>
  expect.poll(() => testEnv.queue(queueId)).toMatchObject({ dueAt: null, leasedBy: null });

/** A process that dies between sending an attempt and storing it. */
function makeMortal(platform: TestPlatform): TestPlatform {
  const { http } = platform;
  const sendForExcerpt: typeof http.sendForExcerpt = async (...call) => {
    await http.sendForExcerpt(...call);
    throw new Error('killed');
  };
  platform.http = { ...http, sendForExcerpt };
  return platform;
}

describe('a delivery queue', () => {
  it('is sent in order; a failure holds up its followers and no other queue (delivery/in-order)', async () => {
    const [queueId, other] = [newQueueId(), newQueueId()];
    let refused = 0;
    receiver.answerWith((request, response) => {
      const { queueId: of, n } = JSON.parse(request.body);
      if (of !== queueId || n !== 2 || refused === 3) return receiver.accept(request, response);
      refused += 1;
      response.writeHead(503).end();
    });
    const ids = [await queue(1, queueId), await queue(2, queueId), await queue(3, queueId)];
    await queue(1, other);
    testEnv.send();
    await expect.poll(() => numbersOf(other)).toEqual([1]);
    await expect
      .poll(async () => {
        await testEnv.passToNext();
        return testEnv.delivery(ids[2] ?? '');
      })
      .toMatchObject({ status: 'delivered', attempts: 1 });
    expect(numbersOf(queueId)).toEqual([1, 2, 3]);
    await waitUntilIdle(queueId);
  });

  it('loses nothing when its process is killed between sending and storing (delivery/at-least-once)', async () => {
    const queueId = newQueueId();
    const ids = [await queue(1, queueId), await queue(2, queueId)];
    const dead = testEnv.send(makeMortal(testEnv.openPlatform()));
    await expect.poll(() => numbersOf(queueId)).toEqual([1]);
    await dead.stop();
    testEnv.send();
    expect((await testEnv.delivery(ids[0] ?? '')).attempts).toBe(0);
    testEnv.clock.advance(20_000);
    await testEnv.becomes(ids[1] ?? '', 'delivered');
    expect(numbersOf(queueId)).toEqual([1, 1, 2]);
    expect(receiver.acknowledged.map(({ id }) => id)).toEqual([ids[0], ids[0], ids[1]]);
  });

  it('is claimed again at once, before its lease expires, by a process that had lost the database (delivery/one-holder)', async () => {
    const [queueId, url] = [newQueueId(), testEnv.url];
    const ids = [await queue(1, queueId), await queue(2, queueId)];
    const relay = await openTestRelay(url);
    const { log, lines } = captureLog('error');
    const platform = openTestPlatform(relay.url, { clock: testEnv.clock, log });
    receiver.answerWith((request, response) => {
      relay.cut();
      receiver.answerWith(receiver.accept);
      receiver.accept(request, response);
    });
    const sender = testEnv.send(platform);
    await expect.poll(() => lines.some((line) => line.includes('delivery queue failed'))).toBe(true);
    expect(numbersOf(queueId)).toEqual([1]);
    relay.restore();
    await testEnv.becomes(ids[1] ?? '', 'delivered');
    expect(numbersOf(queueId)).toEqual([1, 1, 2]);
    await sender.stop();
    await platform.close();
    await relay.close();
  });

  it('is skipped until its lease expires by a process that failed for another reason (delivery/one-holder)', async () => {
    const queueId = newQueueId();
    const id = await queue(1, queueId);
    const failing = testEnv.send(makeMortal(testEnv.openPlatform()));
    await expect.poll(() => numbersOf(queueId)).toEqual([1]);
    const other = newQueueId();
    await queue(2, other);
    await expect.poll(() => numbersOf(other)).toEqual([2]);
    expect([numbersOf(queueId), (await testEnv.delivery(id)).status]).toEqual([[1], 'pending']);
    await failing.stop();
  });

  it('is left alone by a process whose lease expired, whatever its endpoint answers later (delivery/at-least-once)', async () => {
    const queueId = newQueueId();
    const id = await queue(1, queueId);
    let answerFirst = (): void => undefined;
    receiver.answerWith((_, response) => {
      answerFirst = () => void response.writeHead(500).end();
      receiver.answerWith(receiver.accept);
    });
    // It must not poll meanwhile, as if it were suspended; a late signal would make it poll.
    await awaitWakeup(testEnv.platform);
    const stalled = testEnv.send(testEnv.platform, { pollMs: 600_000 });
    await expect.poll(() => receiver.received).toHaveLength(1);
    testEnv.clock.advance(20_000);
    testEnv.send(testEnv.openPlatform());
    await testEnv.becomes(id, 'delivered');
    answerFirst();
    await stalled.stop();
    expect(await testEnv.delivery(id)).toMatchObject({ status: 'delivered', attempts: 1 });
    expect(await testEnv.attempts(id)).toMatchObject([{ status: 200 }]);
    await waitUntilIdle(queueId);
  });

  it('is not parked while a commit adds to it (delivery/no-lost-wakeup)', async () => {
    const queueId = newQueueId();
    await testEnv.send().stop();
    await queue(1, queueId);
    const { pool } = testEnv.platform.db;
    const held = { orgId: testEnv.orgId, id: queueId, processId: testEnv.platform.processId };
    await pool.query(`UPDATE delivery_queues SET leased_by = $1, lease_until = now() + interval '1 hour'`, [
      held.processId,
    ]);
    await pool.query(`UPDATE deliveries SET status = 'delivered'`);
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('UPDATE delivery_queues SET due_at = coalesce(due_at, now())');
    await client.query(
      `INSERT INTO deliveries (org_id, id, no, queue_id, channel_id, event, body, created_at)
       SELECT org_id, gen_random_uuid(), no + 1, queue_id, channel_id, event, body, created_at FROM deliveries`,
    );
    const resting = parkDeliveryQueue(testEnv.platform.db, held);
    await waitForLockWaits(pool);
    await client.query('COMMIT');
    client.release();
    expect(await resting).toBe(false);
    expect(await testEnv.queue(queueId)).toMatchObject({ dueAt: expect.any(Date), leasedBy: held.processId });
    await pool.query(`UPDATE deliveries SET status = 'delivered'`);
    expect(await parkDeliveryQueue(testEnv.platform.db, held)).toBe(true);
    expect(await testEnv.queue(queueId)).toMatchObject({ dueAt: null, leasedBy: null });
  });

  it('strands no delivery that arrives while it is being parked (delivery/no-lost-wakeup)', async () => {
    const queueId = newQueueId();
    // Without polling, only commits and signals find work, so a wrongly parked queue would stay parked.
    testEnv.send(testEnv.platform, { pollMs: 600_000 });
    const other = testEnv.openPlatform();
    for (let n = 0; n < 60; n += 1) {
      await sendThreadMessage(n % 2 ? testEnv.platform : other, channel, { queueId, n });
      if (n % 3 === 0) await new Promise((resolve) => setTimeout(resolve, n % 7));
    }
    await expect.poll(countPending).toBe(0);
    expect(numbersOf(queueId)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });
});

describe('many delivery queues', () => {
  it('arrive completely and in order, with two processes and an endpoint that fails, resets and recovers', async () => {
    const threads = Array.from({ length: 12 }, newQueueId);
    const ids = new Map<string, string[]>(threads.map((queueId) => [queueId, []]));
    let count = 0;
    let inWork = new Set<string>();
    let overlaps = 0;
    receiver.answerWith(async (request, response) => {
      const { queueId } = JSON.parse(request.body);
      if (inWork.has(queueId)) overlaps += 1;
      inWork.add(queueId);
      count += 1;
      const turn = count % 9;
      if (turn === 0) response.destroy();
      else if (turn === 4) response.writeHead(500).end();
      else await receiver.accept(request, response);
      inWork.delete(queueId);
    });
    for (let n = 0; n < 10; n += 1)
      for (const queueId of threads) ids.get(queueId)?.push(await queue(n, queueId));
    const mortal = makeMortal(testEnv.openPlatform());
    const dying = testEnv.send(mortal, { queues: 3 });
    testEnv.send();
    testEnv.send(testEnv.openPlatform());
    await expect.poll(() => receiver.received.length).toBeGreaterThan(20);
    await dying.stop();
    await expect
      .poll(
        async () => {
          await testEnv.passToNext(mortal);
          return countPending();
        },
        { timeout: 15_000 },
      )
      .toBe(0);
    inWork = new Set();
    expect(overlaps).toBe(0);
    for (const queueId of threads) {
      const mine = receiver.acknowledged.filter((one) => one.queueId === queueId);
      const firsts = mine.filter(({ id }, index) => mine.findIndex((one) => one.id === id) === index);
      expect(firsts.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(firsts.map(({ id }) => id)).toEqual(ids.get(queueId));
      // A repeated delivery follows its first one directly.
      expect(mine.map(({ n }) => n)).toEqual(mine.map(({ n }) => n).toSorted((a, b) => a - b));
    }
  });

  it('are not held up by an endpoint that hangs (delivery/endpoints-apart)', async () => {
    // The long schedule gives the endpoint more time to hang than the other queues take.
    const stuck = await testEnv.connect({ schedule: 'long' });
    stuck.receiver.answerWith(() => undefined);
    for (let n = 0; n < 20; n += 1) await queue(n, newQueueId(), stuck.channel);
    testEnv.clock.advance(1);
    const sender = testEnv.send(testEnv.platform, { queues: 6, perChannel: 3 });
    await expect.poll(() => stuck.receiver.received).toHaveLength(3);
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => queue(n, newQueueId())));
    for (const id of ids) await testEnv.becomes(id, 'delivered');
    expect(stuck.receiver.received).toHaveLength(3);
    await sender.stop();
  });

  it("are claimed up to their channel's share, including those being drained (delivery/fair-share)", async () => {
    const quiet = await testEnv.connect();
    for (let n = 0; n < 10; n += 1) await queue(n, newQueueId());
    testEnv.clock.advance(1);
    for (let n = 0; n < 10; n += 1) await queue(n, newQueueId(), quiet.channel);
    const now = testEnv.clock.now();
    const claim = (counts: Record<string, number>) =>
      claimDeliveryQueues(testEnv.platform.db, {
        orgId: testEnv.orgId,
        now: new Date(now),
        leaseUntil: new Date(now + 20_000),
        processId: 'test',
        limit: 8,
        perChannel: 4,
        busyIds: [],
        channelIds: Object.keys(counts),
        counts: Object.values(counts),
      });
    const countOf = (claimed: { channelId: string }[], { channelId }: TestChannel) =>
      claimed.filter((queue) => queue.channelId === channelId).length;
    const first = await claim({ [channel.channelId]: 3 });
    expect([countOf(first, channel), countOf(first, quiet.channel)]).toEqual([1, 4]);
    const second = await claim({ [channel.channelId]: 4, [quiet.channel.channelId]: 2 });
    expect([countOf(second, channel), countOf(second, quiet.channel)]).toEqual([0, 2]);
  });
});

describe('stopping', () => {
  it('finishes attempts under way, begins no others and releases the leases (delivery/drain-on-stop)', async () => {
    const queueId = newQueueId();
    const ids = [await queue(1, queueId), await queue(2, queueId)];
    let finish = (): void => undefined;
    receiver.answerWith((request, response) => {
      finish = () => void receiver.accept(request, response);
    });
    const sender = testEnv.send(testEnv.platform, { drainMs: 10_000 });
    await expect.poll(() => receiver.received).toHaveLength(1);
    const stopped = sender.stop();
    finish();
    await stopped;
    expect((await testEnv.delivery(ids[0] ?? '')).status).toBe('delivered');
    expect(await testEnv.delivery(ids[1] ?? '')).toMatchObject({ status: 'pending', attempts: 0 });
    expect(await testEnv.queue(queueId)).toMatchObject({ dueAt: expect.any(Date), leasedBy: null });
  });

  it('aborts attempts that exceed the drain time, and another process repeats them at once (delivery/drain-on-stop)', async () => {
    const queueId = newQueueId();
    const id = await queue(1, queueId);
    receiver.answerWith(() => undefined);
    const sender = testEnv.send(testEnv.platform, { drainMs: 1 });
    await expect.poll(() => receiver.received).toHaveLength(1);
    await sender.stop();
    expect(await testEnv.delivery(id)).toMatchObject({ status: 'pending', attempts: 0 });
    receiver.answerWith(receiver.accept);
    testEnv.send(testEnv.openPlatform());
    await testEnv.becomes(id, 'delivered');
    expect(receiver.acknowledged.map((one) => one.id)).toEqual([id]);
  });
});
