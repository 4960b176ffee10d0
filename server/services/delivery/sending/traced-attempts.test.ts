import { afterEach, beforeEach, expect, it } from 'vitest';
import { actIn } from '@/server/tools/test/platform';
import { enqueueDelivery } from '../enqueue-delivery';
import { type RecordedSpan, recordSpans } from '../fixtures/recorded-spans';
import { type Endpoint, openSenderEnv, type SenderEnv } from '../fixtures/sender-env';

const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

let testEnv: SenderEnv;
let endpoint: Endpoint;
let spans: RecordedSpan[];

beforeEach(async () => {
  testEnv = await openSenderEnv();
  endpoint = await testEnv.connect({ maxRetryCount: 0 });
  const recorded = recordSpans({ traceparent: 'the attempt' });
  ({ spans } = recorded);
  testEnv.platform.tracer = recorded.tracer;
});
afterEach(() => testEnv.close());

async function attempt(status: 'delivered' | 'dead'): Promise<string> {
  const { channelId } = endpoint.channel;
  const headers = { traceparent: TRACEPARENT };
  const ctx = actIn(testEnv.platform, testEnv.orgId);
  const id = (await enqueueDelivery(ctx, { channelId, event: 'test', body: '{}', headers })) ?? '';
  testEnv.send();
  await testEnv.becomes(id, status);
  return id;
}

const toSpan = (id: string) => ({
  name: 'delivery attempt',
  parent: TRACEPARENT,
  isEnded: true,
  attributes: {
    'parley.org_id': testEnv.orgId,
    'parley.channel_id': endpoint.channel.channelId,
    'parley.delivery_id': id,
    'parley.attempt': 1,
    'server.address': new URL(endpoint.receiver.url).host,
  },
});

it('an attempt is a span in the trace of its turn, and the endpoint gets the position of the attempt', async () => {
  const id = await attempt('delivered');
  const { attributes, ...span } = toSpan(id);
  expect(spans).toEqual([
    { ...span, failure: null, attributes: { ...attributes, 'http.response.status_code': 200 } },
  ]);
  expect(endpoint.receiver.received).toMatchObject([{ headers: { traceparent: 'the attempt' } }]);
});

it.each([300, 404, 500])(
  'the span of an attempt that is answered with %i has failed with it',
  async (status) => {
    endpoint.receiver.answerWith((_, response) => void response.writeHead(status).end());
    await attempt('dead');
    expect(spans).toMatchObject([
      { failure: `${status}`, attributes: { 'http.response.status_code': status } },
    ]);
  },
);

it('the span of an attempt without an answer has failed with the code of the error', async () => {
  endpoint.receiver.answerWith((_, response) => void response.destroy());
  const id = await attempt('dead');
  expect(spans).toEqual([{ ...toSpan(id), failure: 'network' }]);
});
