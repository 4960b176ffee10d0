import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebhookSecret } from '../../channel/keys/webhook-secrets';
import { addChannel, sendThreadMessage, type TestChannel } from '../fixtures/channels';
import { isSigned, type Receiver, toHeader } from '../fixtures/receiver';
import { openSenderEnv, type SenderEnv } from '../fixtures/sender-env';

let testEnv: SenderEnv;
let channel: TestChannel;
let receiver: Receiver;

beforeEach(async () => {
  testEnv = await openSenderEnv();
  ({ channel, receiver } = await testEnv.connect());
});
afterEach(() => testEnv.close());

const newQueueId = () => crypto.randomUUID();
const queue = (n = 1, queueId = newQueueId(), to = channel) =>
  sendThreadMessage(testEnv.platform, to, { queueId, n });
const tried = (id: string, times: number) =>
  expect.poll(async () => (await testEnv.delivery(id)).attempts).toBe(times);

describe('a delivery', () => {
  it('has headers that the reference library accepts (delivery/standard-signature)', async () => {
    const id = await queue();
    testEnv.send();
    await testEnv.becomes(id, 'delivered');
    const [request] = receiver.received;
    if (!request) throw new Error('nothing came');
    expect(request).toMatchObject({ method: 'POST' });
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': id,
      'user-agent': expect.stringMatching(/^Parley\/\d/),
    });
    const headers = Object.fromEntries(
      Object.keys(request.headers).map((name) => [name, toHeader(request, name)]),
    );
    expect(new Webhook(channel.secret).verify(request.body, headers)).toEqual(JSON.parse(request.body));
    expect(await testEnv.attempts(id)).toMatchObject([{ status: 200, body: 'thanks', errorCode: null }]);
  });

  it('has a signature of every active secret (delivery/standard-signature)', async () => {
    const fresh = createWebhookSecret(testEnv.platform, channel);
    const { prisma } = testEnv.platform.db;
    const { secrets } = await prisma.channel.findFirstOrThrow({ where: { id: channel.channelId } });
    const kept = Array.isArray(secrets) ? secrets : [];
    await prisma.channel.updateMany({
      data: { secrets: [fresh.secret, ...kept.filter((one) => one !== null)] },
    });
    testEnv.send();
    await testEnv.becomes(await queue(), 'delivered');
    const [request] = receiver.received;
    expect(request && [isSigned(request, fresh.text), isSigned(request, channel.secret)]).toEqual([
      true,
      true,
    ]);
  });

  it('is retried on its channel’s schedule and dead after the last attempt (delivery/retry-then-dead)', async () => {
    receiver.answerWith((_, response) => void response.writeHead(500).end('no'));
    const queueId = newQueueId();
    const id = await queue(1, queueId);
    testEnv.send();
    for (const [index, pauseMs] of [2_500, 4_500, 8_500].entries()) {
      await tried(id, index + 1);
      expect((await testEnv.queue(queueId)).dueAt?.getTime()).toBe(testEnv.clock.now() + pauseMs);
      testEnv.clock.advance(pauseMs);
    }
    await testEnv.becomes(id, 'dead');
    expect(await testEnv.delivery(id)).toMatchObject({
      attempts: 4,
      lastError: 'The endpoint answered 500.',
    });
    expect(receiver.received.map((one) => toHeader(one, 'webhook-id'))).toEqual([id, id, id, id]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it('is not delivered by a redirect or a reset connection (delivery/only-2xx)', async () => {
    const elsewhere = await testEnv.connect();
    receiver.answerWith(
      (_, response) => void response.writeHead(302, { location: elsewhere.receiver.url }).end(),
    );
    const id = await queue();
    testEnv.send();
    await tried(id, 1);
    receiver.answerWith((_, response) => void response.destroy());
    testEnv.clock.advance(2_500);
    await tried(id, 2);
    receiver.answerWith(receiver.accept);
    testEnv.clock.advance(4_500);
    await testEnv.becomes(id, 'delivered');
    expect(elsewhere.receiver.received).toHaveLength(0);
    expect(await testEnv.attempts(id)).toMatchObject([
      { status: 302, errorCode: null },
      { status: null, errorCode: 'network' },
      { status: 200 },
    ]);
  });

  it('fails when umi’s endpoint takes longer than 5 s', async () => {
    receiver.answerWith(() => undefined);
    const id = await queue();
    testEnv.send();
    await expect.poll(() => testEnv.attempts(id)).toMatchObject([{ errorCode: 'timeout' }]);
    expect((await testEnv.delivery(id)).status).toBe('pending');
  });

  it('is retried when its address is blocked (delivery/retry-then-dead)', async () => {
    const blocked = await addChannel(testEnv.platform, testEnv.orgId, { url: 'http://10.0.0.1/hook' });
    const id = await queue(1, newQueueId(), blocked);
    testEnv.send();
    await expect.poll(() => testEnv.attempts(id)).toMatchObject([{ status: null, errorCode: 'blocked' }]);
    expect((await testEnv.delivery(id)).status).toBe('pending');
  });

  it('waits as long as a 429 response asks', async () => {
    receiver.answerWith((_, response) => void response.writeHead(429, { 'retry-after': '60' }).end());
    const queueId = newQueueId();
    const id = await queue(1, queueId);
    testEnv.send();
    await tried(id, 1);
    expect((await testEnv.queue(queueId)).dueAt?.getTime()).toBe(testEnv.clock.now() + 60_000);
  });

  it('is dead after 410, as are the following ones until the webhook is set again (delivery/410-disables)', async () => {
    await testEnv.platform.db.prisma.channel.updateMany({ data: { settings: { disableOnGone: true } } });
    receiver.answerWith((_, response) => void response.writeHead(410).end());
    const queueId = newQueueId();
    const ids = [await queue(1, queueId), await queue(2, queueId)];
    // Due later, so that its queue comes second.
    testEnv.clock.advance(1);
    ids.push(await queue(3));
    testEnv.send(testEnv.platform, { queues: 1 });
    for (const id of ids) await testEnv.becomes(id, 'dead');
    expect(receiver.received).toHaveLength(1);
    expect(await testEnv.delivery(ids[2] ?? '')).toMatchObject({
      attempts: 0,
      lastError: 'The endpoint answered 410 Gone.',
    });
    await expect(queue()).rejects.toThrow('no webhook');
    const { hasWebhook } = await testEnv.platform.channels.get(testEnv.orgId, channel.channelId);
    expect(hasWebhook).toBe(false);
  });

  it('becomes dead, not lost, when the channel has no endpoint any more (delivery/no-endpoint-is-dead)', async () => {
    const id = await queue();
    await testEnv.platform.db.prisma.channel.updateMany({ data: { webhookUrl: null } });
    testEnv.send();
    await testEnv.becomes(id, 'dead');
    expect((await testEnv.delivery(id)).lastError).toBe('The channel no longer has a webhook.');
  });

  it('is delivered by a response of any size and kind, of which 20 kB are stored', async () => {
    const big = Buffer.alloc(2_000_000, 'a');
    receiver.answerWith(
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(big),
    );
    const id = await queue();
    testEnv.send();
    await testEnv.becomes(id, 'delivered');
    const [kept] = await testEnv.attempts(id);
    expect(kept?.body).toHaveLength(20_000 + '\n[cut after 20000 bytes]'.length);
    receiver.answerWith((_, response) => void response.end('a\0b'));
    const other = await queue();
    await testEnv.becomes(other, 'delivered');
    expect((await testEnv.attempts(other))[0]?.body).toBe('a\uFFFDb');
  });

  it('is never sent unsigned when its secret cannot be decrypted', async () => {
    const other = testEnv.openPlatform();
    other.secrets = { ...other.secrets, open: () => expect.fail('another key') };
    const id = await queue();
    testEnv.send(other);
    await expect.poll(() => testEnv.attempts(id)).toMatchObject([{ errorCode: 'secret' }]);
    expect(receiver.received).toHaveLength(0);
  });
});
