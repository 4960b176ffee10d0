import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createChannel } from '../channel/create-channel';
import { createApiKey } from './create-api-key';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('a key is refused if its channel is deleted while it is created', async () => {
  const { platform, orgId } = testEnv;
  const { pool } = platform.db;
  const userId = platform.ids.uuid(Date.now());
  const owner = actIn(platform, orgId, {
    ...{ type: 'user', orgId, userId, role: 'owner' },
    authenticatedAt: new Date(),
  });
  const { channel } = await createChannel(owner, { kind: 'chat', name: 'Site' });
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('DELETE FROM channels WHERE id = $1', [channel.id]);
  const creating = createApiKey(owner, {
    name: 'Site',
    scopes: ['sessions:write'],
    channelId: channel.id,
  }).catch((error: unknown) => error);
  await waitForLockWaits(pool);
  await client.query('COMMIT');
  client.release();
  const issues = [{ path: ['channelId'], message: 'is not a channel of this organization' }];
  expect(await creating).toMatchObject({ code: 'invalid_request', problem: { details: { issues } } });
});
