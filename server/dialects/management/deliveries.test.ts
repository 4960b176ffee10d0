import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, type Reply, requireBody } from '@/e2e/api/support/target';
import {
  addChannel,
  sendThreadMessage,
  type TestChannel,
} from '@/server/services/delivery/fixtures/channels';
import type { Receiver } from '@/server/services/delivery/fixtures/receiver';
import { openSenderEnv, type SenderEnv } from '@/server/services/delivery/fixtures/sender-env';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Delivery = {
  id: string;
  status: string;
  attempts: number;
  threadId: string | null;
  tries: { status: number }[];
};
type Paged = { items: Delivery[]; nextCursor: string | null };

let testEnv: SenderEnv;
let env: ManagementEnv;
let channel: TestChannel;
let receiver: Receiver;

beforeAll(async () => {
  testEnv = await openSenderEnv();
  env = await openManagementEnv(testEnv);
  ({ channel, receiver } = await testEnv.connect({ maxRetryCount: 0 }));
  testEnv.send();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const expectError = async (reply: Promise<Reply<ErrorBody>>, status: number, code: string) =>
  expect(requireBody(await reply, status).error.code).toBe(code);
const ofChannel = (verb: string, to = channel) => `/channels/${to.channelId}/deliveries/${verb}`;
const since = '2020-01-01T00:00:00Z';

describe('deliveries over the management API', () => {
  it('are listed, read, sent again and recovered', async () => {
    receiver.answerWith((_, response) => void response.writeHead(500).end('down'));
    const queueId = crypto.randomUUID();
    const id = await sendThreadMessage(testEnv.platform, channel, { queueId, n: 1 });
    await sendThreadMessage(testEnv.platform, channel, { queueId, n: 2 });
    await testEnv.becomes(id, 'dead');
    await expect
      .poll(async () => requireBody(await call<Paged>('GET', '/deliveries?status=dead'), 200).items)
      .toHaveLength(2);
    const first = requireBody(await call<Paged>('GET', `/deliveries?threadId=${queueId}&limit=1`), 200);
    const rest = requireBody(
      await call<Paged>('GET', `/deliveries?threadId=${queueId}&limit=1&cursor=${first.nextCursor}`),
      200,
    );
    expect(rest).toMatchObject({ items: [{ threadId: queueId }], nextCursor: null });
    const read = requireBody(await call<Delivery>('GET', `/deliveries/${id}`), 200);
    expect(read).toMatchObject({
      id,
      status: 'dead',
      body: JSON.stringify({ queueId, n: 1 }),
      tries: [{ status: 500, body: 'down' }],
    });

    receiver.answerWith(receiver.accept);
    expect(requireBody(await call('POST', ofChannel('recover'), { body: { since } }), 202)).toEqual({
      recovered: 2,
    });
    await testEnv.becomes(id, 'delivered');
    const again = requireBody(await call<Delivery>('POST', `/deliveries/${id}/resend`), 202);
    expect(again).toMatchObject({ id, status: 'pending', attempts: 0 });
    await expect.poll(() => receiver.acknowledged.filter((one) => one.id === id)).toHaveLength(2);
    expect(requireBody(await call('POST', ofChannel('replay'), { body: { since } }), 202)).toMatchObject({
      recovered: 0,
      written: 0,
    });
  });

  it('refuse unknown ids, invalid input, and missing scopes', async () => {
    const unknown = crypto.randomUUID();
    await expectError(call('GET', `/deliveries/${unknown}`), 404, 'not_found');
    await expectError(call('POST', `/deliveries/${unknown}/resend`), 404, 'not_found');
    await expectError(
      call('POST', `/channels/${unknown}/deliveries/recover`, { body: { since } }),
      404,
      'not_found',
    );
    await expectError(
      call('POST', ofChannel('recover'), { body: { since: 'yesterday' } }),
      400,
      'invalid_request',
    );
    await expectError(call('POST', ofChannel('recover')), 400, 'malformed_json');
    await expectError(call('POST', ofChannel('replay'), { body: {} }), 400, 'invalid_request');
    await expectError(call('GET', '/deliveries?status=lost'), 400, 'invalid_request');
    await expectError(call('GET', '/deliveries?cursor=x'), 400, 'invalid_request');
    await expectError(call('GET', '/deliveries', { key: null }), 401, 'credential_missing');
    const silent = await addChannel(testEnv.platform, testEnv.orgId, { url: null });
    await expectError(
      call('POST', ofChannel('replay', silent), { body: { since } }),
      412,
      'precondition_failed',
    );
    const quiet = await testEnv.connect();
    quiet.receiver.answerWith(() => undefined);
    const pending = await sendThreadMessage(testEnv.platform, quiet.channel, {
      queueId: crypto.randomUUID(),
      n: 1,
    });
    await expectError(call('POST', `/deliveries/${pending}/resend`), 412, 'precondition_failed');
    const tried = requireBody(await call<Delivery>('POST', `/deliveries/${pending}/try`), 202);
    expect(tried).toMatchObject({ id: pending, status: 'pending' });
    await expectError(call('POST', `/deliveries/${unknown}/try`), 404, 'not_found');
    const reader = await makeKey(testEnv.platform, testEnv.orgId, ['deliveries:read']);
    requireBody(await call('GET', '/deliveries', { key: reader }), 200);
    await expectError(
      call('POST', `/deliveries/${pending}/resend`, { key: reader }),
      403,
      'permission_denied',
    );
    await expectError(call('POST', `/deliveries/${pending}/try`, { key: reader }), 403, 'permission_denied');
    await expectError(
      call('POST', ofChannel('recover'), { key: reader, body: { since } }),
      403,
      'permission_denied',
    );
  });
});
