import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actIn } from '@/server/tools/test/platform';
import { sendThreadMessage, type TestChannel } from '../fixtures/channels';
import { type Receiver, toHeader } from '../fixtures/receiver';
import { openSenderEnv, type SenderEnv } from '../fixtures/sender-env';
import { resendDelivery } from '../resend-delivery';

/*
 * The exact requests that an endpoint receives, by the outcome of their attempts: two deliveries of one thread, `first`
 * and `second`, on umi's schedule with two retries.
 */

let testEnv: SenderEnv;
let channel: TestChannel;
let receiver: Receiver;
let first: string;
let second: string;

beforeEach(async () => {
  testEnv = await openSenderEnv();
  ({ channel, receiver } = await testEnv.connect({ maxRetryCount: 2 }));
  const queueId = crypto.randomUUID();
  first = await sendThreadMessage(testEnv.platform, channel, { queueId, n: 1 });
  second = await sendThreadMessage(testEnv.platform, channel, { queueId, n: 2 });
});
afterEach(() => testEnv.close());

const NAMES = () =>
  new Map([
    [first, 'first'],
    [second, 'second'],
  ]);

/** The requests in order, each as the delivery's name and the number in its body. */
const received = () =>
  receiver.received.map((request) => {
    const { n } = JSON.parse(request.body);
    return `${NAMES().get(toHeader(request, 'webhook-id')) ?? 'unknown'}:${n}`;
  });

/** Answers the first requests with these statuses, in order, and acknowledges all others. */
function answerInOrder(...statuses: (number | 'hang')[]): void {
  const left = [...statuses];
  receiver.answerWith((request, response) => {
    const status = left.shift();
    if (status === undefined) return receiver.accept(request, response);
    if (status !== 'hang') response.writeHead(status).end();
  });
}

/** Lets time pass until both deliveries are settled; returns their states. */
async function settle() {
  testEnv.send();
  const states = async () =>
    Promise.all([first, second].map(async (id) => (await testEnv.delivery(id)).status));
  await expect
    .poll(
      async () => {
        await testEnv.passToNext();
        return (await states()).includes('pending');
      },
      { timeout: 15_000 },
    )
    .toBe(false);
  return states();
}

const statusesOf = async (id: string) =>
  (await testEnv.attempts(id)).map(({ status, errorCode }) => status ?? errorCode);

describe('the requests of two deliveries in one queue (delivery/in-order)', () => {
  it('are one each when both succeed', async () => {
    expect(await settle()).toEqual(['delivered', 'delivered']);
    expect(received()).toEqual(['first:1', 'second:2']);
    expect([await statusesOf(first), await statusesOf(second)]).toEqual([[200], [200]]);
  });

  it('repeat the first until it succeeds after 5xx, and only then begin the second', async () => {
    answerInOrder(500, 503);
    expect(await settle()).toEqual(['delivered', 'delivered']);
    expect(received()).toEqual(['first:1', 'first:1', 'first:1', 'second:2']);
    expect([await statusesOf(first), await statusesOf(second)]).toEqual([[500, 503, 200], [200]]);
  });

  it('are retried after 4xx like after 5xx (delivery/retry-then-dead)', async () => {
    answerInOrder(404);
    expect(await settle()).toEqual(['delivered', 'delivered']);
    expect(received()).toEqual(['first:1', 'first:1', 'second:2']);
    expect(await statusesOf(first)).toEqual([404, 200]);
  });

  it('are retried after a timeout', async () => {
    answerInOrder('hang');
    expect(await settle()).toEqual(['delivered', 'delivered']);
    expect(received()).toEqual(['first:1', 'first:1', 'second:2']);
    expect(await statusesOf(first)).toEqual(['timeout', 200]);
  });

  it('go on with the second once the first is a dead letter', async () => {
    answerInOrder(500, 500, 500);
    expect(await settle()).toEqual(['dead', 'delivered']);
    expect(received()).toEqual(['first:1', 'first:1', 'first:1', 'second:2']);
    expect((await testEnv.delivery(first)).lastError).toBe('The endpoint answered 500.');
  });

  it('have the same id and bytes when a dead letter is sent again', async () => {
    answerInOrder(500, 500, 500);
    await settle();
    await resendDelivery(actIn(testEnv.platform, testEnv.orgId), { deliveryId: first });
    await testEnv.becomes(first, 'delivered');
    expect(received()).toEqual(['first:1', 'first:1', 'first:1', 'second:2', 'first:1']);
    expect((await testEnv.delivery(first)).attempts).toBe(1);
  });

  it('are retried after 410 by default (delivery/retry-then-dead)', async () => {
    answerInOrder(410);
    expect(await settle()).toEqual(['delivered', 'delivered']);
    expect(received()).toEqual(['first:1', 'first:1', 'second:2']);
    expect(await statusesOf(first)).toEqual([410, 200]);
    const { webhookDisabledAt } = await testEnv.platform.db.prisma.channel.findFirstOrThrow();
    expect(webhookDisabledAt).toBeNull();
  });

  it('end with 410 where the channel says so, which makes the second a dead letter without an attempt (delivery/410-disables)', async () => {
    await testEnv.platform.db.prisma.channel.updateMany({ data: { settings: { disableOnGone: true } } });
    answerInOrder(410);
    expect(await settle()).toEqual(['dead', 'dead']);
    expect(received()).toEqual(['first:1']);
    expect(await statusesOf(second)).toEqual([]);
  });
});
