import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addOrganization } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { addChannel, sendThreadMessage } from '../delivery/fixtures/channels';
import { openSenderEnv, type SenderEnv } from '../delivery/fixtures/sender-env';
import { listChannelHealth } from './list-channel-health';

const DAY_MS = 86_400_000;
let testEnv: SenderEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openSenderEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  testEnv.send();
});
afterAll(() => testEnv.close());

describe('listChannelHealth', () => {
  it('summarizes the attempts of the last day per channel', async () => {
    const { channel, receiver } = await testEnv.connect({ maxRetryCount: 0 });
    const { channelId } = channel;
    const send = async (status: number) => {
      receiver.answerWith((_, response) => void response.writeHead(status).end());
      const id = await sendThreadMessage(testEnv.platform, channel, {
        queueId: crypto.randomUUID(),
        n: status,
      });
      await testEnv.becomes(id, status === 200 ? 'delivered' : 'dead');
      return id;
    };
    const gone = await send(503);
    testEnv.clock.advance(DAY_MS + 1);
    const idle = await addChannel(testEnv.platform, testEnv.orgId, { url: null });
    const none = { attempts: 0, successRate: null, p95Ms: null, lastError: null };
    expect(await listChannelHealth(ctx, { channelIds: [channelId, idle.channelId, 'x'] })).toEqual([
      { channelId, ...none },
      { channelId: idle.channelId, ...none },
    ]);
    await send(200);
    const failed = await send(500);
    testEnv.clock.advance(1);
    await send(200);
    await send(200);
    expect(await listChannelHealth(ctx, { channelIds: [channelId] })).toEqual([
      {
        channelId,
        attempts: 4,
        successRate: 0.75,
        p95Ms: expect.any(Number),
        lastError: { at: expect.any(Date), reason: 'The endpoint answered 500.', deliveryId: failed },
      },
    ]);
    expect(gone).not.toBe(failed);
    const strangers = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect(await listChannelHealth(strangers, { channelIds: [channelId] })).toEqual([{ channelId, ...none }]);
  });

  it('is read from the index of attempts', async () => {
    const { rows } = await testEnv.platform.db.pool
      .query(
        `SET enable_seqscan = off; EXPLAIN SELECT status, duration_ms FROM delivery_attempts
       WHERE org_id = '${testEnv.orgId}' AND channel_id = '${testEnv.orgId}' AND started_at >= now() ORDER BY started_at DESC LIMIT 9`,
      )
      .then((results) => (Array.isArray(results) ? results[1] : results));
    expect(JSON.stringify(rows)).toContain('delivery_attempts_health_idx');
  });
});
