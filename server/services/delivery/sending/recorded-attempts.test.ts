import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendThreadMessage, type TestChannel } from '../fixtures/channels';
import type { Receiver } from '../fixtures/receiver';
import { openSenderEnv, type SenderEnv } from '../fixtures/sender-env';

/* What is stored of an attempt, and what is counted. */

let testEnv: SenderEnv;
let channel: TestChannel;
let receiver: Receiver;

beforeEach(async () => {
  testEnv = await openSenderEnv();
  ({ channel, receiver } = await testEnv.connect({ maxRetryCount: 0 }));
});
afterEach(() => testEnv.close());

const queue = (queueId: string, n = 1) => sendThreadMessage(testEnv.platform, channel, { queueId, n });

/** Sends one delivery, and returns the attempt as it is stored. */
async function attempt(status: 'delivered' | 'dead') {
  const id = await queue(crypto.randomUUID());
  testEnv.send();
  await testEnv.becomes(id, status);
  const [stored] = await testEnv.platform.db.prisma.deliveryAttempt.findMany({ where: { deliveryId: id } });
  if (!stored) throw new Error('no attempt');
  return stored;
}

describe('an attempt', () => {
  it('is stored with the status, headers and body of its response', async () => {
    receiver.answerWith((_, response) => {
      response.writeHead(201, { 'x-one': '1', 'content-type': 'text/plain' }).end('stored\0 as text');
    });
    const { status, headers, body, errorCode, error, url } = await attempt('delivered');
    expect({ status, body, errorCode, error, url }).toEqual({
      status: 201,
      body: 'stored\uFFFD as text',
      errorCode: null,
      error: null,
      url: receiver.url,
    });
    expect(headers).toMatchObject({ 'x-one': '1', 'content-type': 'text/plain' });
    expect(receiver.received.map(({ method }) => method)).toEqual(['POST']);
  });

  it('keeps headers of 8,000 characters, those that come first', async () => {
    // Names and values have 8,000 characters together.
    const fits = { 'x-first': 'a'.repeat(4_993), 'x-second': 'b'.repeat(2_992) };
    receiver.answerWith((_, response) => {
      response.sendDate = false;
      response.writeHead(200, { ...fits, 'x-third': 'c', connection: 'close' }).end();
    });
    expect((await attempt('delivered')).headers).toEqual(fits);
  });

  it('is stored with its error when there is no response', async () => {
    await receiver.close();
    const { status, headers, body, errorCode, error } = await attempt('dead');
    expect({ status, headers, body, errorCode }).toEqual({
      status: null,
      headers: null,
      body: null,
      errorCode: 'network',
    });
    expect(error).toContain('127.0.0.1');
  });
});

describe('the counts of an organization', () => {
  it('have each delivery once, by its outcome', async () => {
    const counted: unknown[] = [];
    testEnv.platform.metrics.count = (...given) => void counted.push(given);
    receiver.answerWith((request, response) => {
      if (JSON.parse(request.body).n === 1) return receiver.accept(request, response);
      response.writeHead(500).end();
    });
    const queueId = crypto.randomUUID();
    await queue(queueId, 1);
    const last = await queue(queueId, 2);
    testEnv.send();
    await testEnv.becomes(last, 'dead');
    await expect
      .poll(() => counted)
      .toEqual([
        [testEnv.orgId, 'delivered'],
        [testEnv.orgId, 'undelivered'],
      ]);
  });
});

describe('a queue with many deliveries', () => {
  it('gives way after 50, and goes on afterwards', async () => {
    const queueId = crypto.randomUUID();
    for (let n = 1; n <= 51; n += 1) await queue(queueId, n);
    receiver.answerWith((request, response) => {
      // The queue is due again later than the other one.
      if (JSON.parse(request.body).n === 50) testEnv.clock.advance(1);
      return receiver.accept(request, response);
    });
    const other = await queue(crypto.randomUUID(), 0);
    testEnv.send(testEnv.platform, { queues: 1 });
    await expect.poll(() => receiver.acknowledged.length, { timeout: 20_000 }).toBe(52);
    const order = receiver.acknowledged.map(({ queueId: of, n }) => (of === queueId ? n : 'other'));
    expect(order.filter((n) => n !== 'other')).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
    expect(order.indexOf('other')).toBeLessThanOrEqual(50);
    await testEnv.becomes(other, 'delivered');
  });
});
