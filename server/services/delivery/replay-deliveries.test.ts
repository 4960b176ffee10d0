import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { sendToThread } from '../thread/send/send-to-thread';
import { sendThreadMessage, type TestChannel } from './fixtures/channels';
import type { Receiver } from './fixtures/receiver';
import { openSenderEnv, type SenderEnv } from './fixtures/sender-env';
import { replayDeliveries } from './replay-deliveries';

const ECHO: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'You said: {{ said ?? trigger.text }}' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'ask' },
    },
  ],
};

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

const since = new Date(0);

describe('replayDeliveries', () => {
  const say = (externalId: string, text: string) =>
    sendToThread(ctx, {
      ...{ channelId: channel.channelId, externalId, waitMs: 0 },
      entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text }, text }] }],
    });
  const texts = () => receiver.received.map(({ body }) => JSON.parse(body).message?.message);
  const replay = (cursor?: string) => replayDeliveries(ctx, { channelId: channel.channelId, since, cursor });

  async function setWebhook(webhookUrl: string | null): Promise<void> {
    await testEnv.platform.db.prisma.channel.updateMany({ data: { webhookUrl } });
    testEnv.platform.channels.invalidate();
  }

  async function bindFlow(): Promise<void> {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    await testEnv.platform.db.prisma.channel.updateMany({ data: { flowId } });
  }

  it('writes missing deliveries once and in order, and repeats no other (delivery/replay-once)', async () => {
    await bindFlow();
    await setWebhook(null);
    await say('a', 'one');
    testEnv.clock.advance(10);
    await say('a', 'two');
    testEnv.clock.advance(10);
    await expect(replay()).rejects.toMatchObject({
      code: 'precondition_failed',
      problem: { details: { current: 'no webhook' } },
    });
    await setWebhook(receiver.url);
    await say('a', 'three');
    const both = await Promise.all([replay(), replay()]);
    expect(await replay()).toEqual({ recovered: 0, written: 0, nextCursor: null });
    expect(both.map(({ nextCursor }) => nextCursor)).toEqual([null, null]);
    expect(both.reduce((sum, { written }) => sum + written, 0)).toBe(2);
    const { items } = await listAudit(ctx, { limit: 5 });
    expect(items).toMatchObject([
      { action: 'channel.replayed', thingId: channel.channelId, before: null, after: { written: 2 } },
    ]);
    expect(await testEnv.platform.db.prisma.delivery.count()).toBe(3);
    testEnv.send();
    // The delivery of this turn was queued with it; the replayed ones follow in their own order.
    await expect.poll(texts).toEqual(['You said: three', 'You said: one', 'You said: two']);
  });

  it('reads 500 commits per call, and goes on from its cursor', async () => {
    await bindFlow();
    await setWebhook(null);
    await say('a', 'one');
    await setWebhook(receiver.url);
    const { db } = testEnv.platform;
    // 500 earlier commits that said nothing.
    await db.pool.query(`UPDATE turns SET no = 1_000`);
    await db.pool.query(
      `INSERT INTO turns SELECT (jsonb_populate_record(t, jsonb_build_object(
         'no', n, 'first_seq', 2_000, 'messages', null, 'created_at', t.created_at - n * interval '1 second'))).*
       FROM turns t, generate_series(1, 500) n`,
    );
    const first = await replay();
    expect(first).toEqual({ recovered: 0, written: 0, nextCursor: expect.any(String) });
    expect(await replay(first.nextCursor ?? '')).toEqual({ recovered: 0, written: 1, nextCursor: null });
  });

  it('writes nothing for a channel that is deleted meanwhile, and throws every other failure', async () => {
    await bindFlow();
    await setWebhook(null);
    await say('a', 'one');
    await setWebhook(receiver.url);
    const { programs, renderers } = ctx;
    const { channelId } = channel;
    const unstorable = { ...renderers, umi: () => [{ event: 'test', body: '\0' }] };
    await expect(
      replayDeliveries({ ...ctx, renderers: unstorable }, { channelId, since }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^22/) });
    const removal = await testEnv.platform.db.pool.connect();
    const getTitles: typeof programs.getTitles = async (...version) => {
      const titles = await programs.getTitles(...version);
      await removal.query('BEGIN; DELETE FROM sessions; DELETE FROM channels');
      return titles;
    };
    const overtaken = { ...ctx, programs: { ...programs, getTitles } };
    const replayed = replayDeliveries(overtaken, { channelId, since });
    await waitForLockWaits(testEnv.platform.db.pool);
    await removal.query('COMMIT');
    removal.release();
    expect(await replayed).toEqual({ recovered: 0, written: 0, nextCursor: null });
    expect(await testEnv.platform.db.prisma.delivery.count()).toBe(0);
  });

  it('includes dead deliveries', async () => {
    receiver.answerWith((_, response) => void response.writeHead(500).end());
    const id = await sendThreadMessage(testEnv.platform, channel, { queueId: crypto.randomUUID(), n: 1 });
    const sender = testEnv.send();
    await testEnv.becomes(id, 'dead');
    await sender.stop();
    expect(await replay()).toEqual({ recovered: 1, written: 0, nextCursor: null });
  });
});
