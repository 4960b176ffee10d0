import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendThreadMessage } from '@/server/services/delivery/fixtures/channels';
import { openSenderEnv, type SenderEnv } from '@/server/services/delivery/fixtures/sender-env';
import { settle } from './settle';

describe('settling', () => {
  let testEnv: SenderEnv;

  beforeAll(async () => {
    testEnv = await openSenderEnv();
  });
  afterAll(() => testEnv.close());

  const settled = (stalledMs?: number) =>
    settle({ pool: testEnv.platform.db.pool, orgId: testEnv.orgId }, stalledMs);

  it('names a queue that nobody sends, and ends when all is delivered', async () => {
    const { channel } = await testEnv.connect();
    const queueId = crypto.randomUUID();
    for (const n of [1, 2]) await sendThreadMessage(testEnv.platform, channel, { queueId, n });
    expect(await settled(100)).toEqual([
      `left after 100 ms without progress: webhook pending of queue ${queueId} (2)`,
    ]);
    testEnv.send();
    expect(await settled()).toEqual([]);
  });
});
