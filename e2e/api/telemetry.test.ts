import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callingFlow } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { makeFlow } from './support/flows';
import { makeChannel, makeRoom } from './support/make-channel';
import { openWatchedTarget, type SentSpan, type WatchedTarget } from './support/open-watched-target';
import { requireBody } from './support/target';
import { messageOf, openUmi } from './umi/client';

/*
 * The metrics and traces of one message: it arrives on a channel, its turn calls another service, and the answer is
 * sent as a webhook.
 */

const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const CANARY = 'canary-that-nobody-may-trace';
const DELIVERED = 'parley_delivery_attempt_duration_seconds_count{outcome="delivered"}';

/** Sends a message and waits for its webhooks. */
async function sendOne(target: WatchedTarget, called: TestHttpServer): Promise<void> {
  called.received.length = 0;
  const flow = await makeFlow(target, callingFlow(`${called.url}/orders?token=${CANARY}`));
  const roomId = await makeRoom(target, { mode: 'flow', flowId: flow.id });
  const webhookUrl = `${called.url}/hooks`;
  const { channel } = await makeChannel(target, { kind: 'umi', label: 'email', roomId, webhookUrl });
  const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
  const body = { messages: [messageOf(CANARY, 'ticket-1')] };
  requireBody(await openUmi(target).send(channel.id, body, { headers: { traceparent } }), 201);
  const { deliveryAttempt } = target.testEnv.platform.db.prisma;
  await vi.waitFor(async () => expect(await deliveryAttempt.count()).toBe(2), { timeout: 10_000 });
}

async function openCalled(): Promise<TestHttpServer> {
  return openTestHttpServer((_, response) => sendJson(response, 200, { text: CANARY }));
}

describe('a process with telemetry', () => {
  let target: WatchedTarget;
  let called: TestHttpServer;
  let text: string;
  let poolStates: { total: number; waiting: number }[] = [];
  let spans: SentSpan[];

  beforeAll(async () => {
    called = await openCalled();
    target = await openWatchedTarget({ isOn: true });
    const { testEnv, telemetry } = target;
    telemetry.meters.watch({
      // Copied, because the worker keeps opening and closing connections.
      pool: () => {
        const connections = testEnv.platform.db.countConnections();
        poolStates.push(connections);
        return connections;
      },
      backlog: async () => ({ workerLagMs: 1_500, deliveriesPending: 7, oldestDueMs: 2_500 }),
    });
    await sendOne(target, called);
    // The metric is incremented after the attempt's row is written.
    const render = async () => {
      poolStates = [];
      text = (await telemetry.exposition?.render()) ?? '';
      expect(numberOf(DELIVERED)).toBe(2);
    };
    await vi.waitFor(render, { timeout: 10_000 });
    spans = await target.readSpans();
  });
  afterAll(async () => {
    await target?.close();
    await called?.close();
  });

  const numberOf = (series: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')
        .at(-1),
    );
  const named = (name: string): SentSpan[] => spans.filter((span) => span.name === name);
  const one = (name: string): SentSpan => {
    const [span, ...more] = named(name);
    if (!span || more.length > 0) throw new Error(`${more.length + (span ? 1 : 0)} spans named ${name}`);
    return span;
  };

  it.each([
    ['parley_http_request_duration_seconds_count{surface="umi",method="POST",status="2xx"}', 1],
    ['parley_effect_duration_seconds_count{kind="http",outcome="ok"}', 1],
    ['parley_effect_duration_seconds_count{kind="http",outcome="timeout"}', 0],
    [DELIVERED, 2],
    ['parley_delivery_attempt_duration_seconds_count{outcome="dead"}', 0],
    ['parley_turn_duration_seconds_count{outcome="failed"}', 0],
    ['parley_worker_lag_seconds', 1.5],
    ['parley_deliveries_pending', 7],
    ['parley_delivery_oldest_due_seconds', 2.5],
  ])('counts %s', (series, count) => {
    expect(numberOf(series)).toBe(count);
  });

  it('counts its turns, its connections and itself', () => {
    expect(numberOf('parley_turn_duration_seconds_count{outcome="awaiting_input"}')).toBeGreaterThan(0);
    expect(numberOf('parley_turn_duration_seconds_sum{outcome="awaiting_input"}')).toBeGreaterThan(0);
    expect(
      numberOf('parley_database_connections{state="idle"}') +
        numberOf('parley_database_connections{state="busy"}'),
    ).toBe(poolStates[0]?.total);
    expect(poolStates.map(({ waiting }) => waiting)).toContain(numberOf('parley_database_waiting'));
    expect(numberOf('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('has no label from callers and none of unbounded values (metrics/closed-labels)', () => {
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    for (const secret of [CANARY, '/orders', target.apiKey, 'ticket-1', target.orgId])
      expect(text).not.toContain(secret);
  });

  it('continues the trace of its caller: request, turn, call, turn, webhook', () => {
    const request = one('POST /api/v5/orgs/{orgId}/unified_messaging/{configId}/messages');
    expect(request).toMatchObject({ traceId: CALLER.traceId, parentSpanId: CALLER.spanId, kind: 2 });
    expect(request.attributes).toMatchObject({
      'http.response.status_code': 201,
      'parley.org_id': target.orgId,
    });
    const effect = one('effect');
    const first = named('turn').find(({ spanId }) => spanId === effect.parentSpanId);
    const second = named('turn').find((span) => span !== first);
    expect(first).toMatchObject({ spanId: effect.parentSpanId, parentSpanId: request.spanId });
    expect(second).toMatchObject({
      parentSpanId: effect.spanId,
      attributes: { 'parley.outcome': 'awaiting_input' },
    });
    const attempts = named('delivery attempt');
    expect(attempts).toHaveLength(2);
    const turns = [first?.spanId, second?.spanId];
    for (const { parentSpanId } of attempts) expect(turns).toContain(parentSpanId);
    expect(new Set([effect, first, second, ...attempts].map((span) => span?.traceId))).toEqual(
      new Set([CALLER.traceId]),
    );
  });

  it('sends the trace context with its calls', () => {
    const sent = called.received.map(({ headers, path }) => `${path.split('?')[0]} ${headers.traceparent}`);
    const place = ({ spanId }: SentSpan, path: string) => `${path} 00-${CALLER.traceId}-${spanId}-01`;
    expect(sent.sort()).toEqual(
      [
        ...named('delivery attempt').map((span) => place(span, '/hooks')),
        place(one('effect'), '/orders'),
      ].sort(),
    );
  });

  it('traces no message content, and only the host of URLs', () => {
    const { received } = target.receiver;
    expect(received.every(({ path }) => path === '/v1/traces')).toBe(true);
    for (const { body } of received) expect(body).not.toContain(CANARY);
    expect(one('effect').attributes['server.address']).toBe(`127.0.0.1:${called.port}`);
  });
});

describe('a process without telemetry', () => {
  it('sends no trace and no trace context', async () => {
    const called = await openCalled();
    const target = await openWatchedTarget({ isOn: false });
    await sendOne(target, called);
    expect(await target.readSpans()).toEqual([]);
    expect(target.receiver.received).toEqual([]);
    expect(target.telemetry.exposition).toBeNull();
    for (const { headers } of called.received) expect(headers).not.toHaveProperty('traceparent');
    await target.close();
    await called.close();
  });
});
