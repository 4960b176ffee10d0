import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '@/server/engine/protocol';
import { NO_METERS } from '@/server/gateways/telemetry/meters';
import { recordSpans } from '../../delivery/fixtures/recorded-spans';
import type { TurnDeps } from '../turn/turn-input';
import type { CallEvent } from './to-call-event';
import { traceCall } from './trace-call';

const CALL = {
  ...{ method: 'POST', url: 'https://shop.test:8443/orders?key=1', headers: {}, body: '{"model":"small"}' },
  ...{ timeoutMs: 1_000, maxAttempts: 1 },
};

/** What a call records: the attributes and the end of its span, and what is counted. */
async function record(request: Partial<HttpRequest>, make: () => Promise<CallEvent | null>) {
  const { tracer, spans } = recordSpans({});
  const counted: unknown[] = [];
  const meters = { ...NO_METERS, effect: (...[kind, outcome]: unknown[]) => counted.push([kind, outcome]) };
  const job = {
    ...{ orgId: 'o', sessionId: 's', key: '2:0', attempts: 1 },
    request: { ...CALL, ...request },
  };
  const deps = { meters } as unknown as TurnDeps;
  const done = traceCall(deps, job, tracer.start('effect', 'client'), make);
  const outcome = await done.catch((error: Error) => error.message);
  return { span: spans[0], counted, outcome };
}

const ANSWER = { status: 200, headers: {}, body: { model: 'small-2026' }, durationMs: 5, attempts: 2 };
const succeed = async (): Promise<CallEvent> => ({
  type: 'effect.succeeded',
  at: 0,
  effect: '2:0',
  result: ANSWER,
});
const fail = (error: object) => async (): Promise<CallEvent> => ({
  ...{ type: 'effect.failed', at: 0, effect: '2:0' },
  error: { code: 'timeout', message: 'Late', attempts: 3, durationMs: 5, ...error },
});

const OWN = { 'parley.org_id': 'o', 'parley.session_id': 's', 'parley.effect': '2:0' };

describe('the span of a call', () => {
  it('names the session, the host and the answer, and no other part of the URL', async () => {
    const { span, counted } = await record({}, succeed);
    expect(span?.attributes).toEqual({
      ...OWN,
      ...{ 'parley.kind': 'http', 'http.request.method': 'POST', 'server.address': 'shop.test:8443' },
      ...{ 'parley.attempts': 2, 'http.response.status_code': 200 },
    });
    expect(counted).toEqual([['http', 'ok']]);
  });

  it('names the connection in place of its host, and no host of an address that is none', async () => {
    const connected = await record({ connection: 'crm', url: '/orders' }, succeed);
    expect(connected.span?.attributes).toMatchObject({ 'parley.connection': 'crm' });
    expect(connected.span?.attributes).not.toHaveProperty('server.address');
    expect((await record({ url: 'nowhere' }, succeed)).span?.attributes).toMatchObject({
      'server.address': '',
    });
  });

  it.each([
    ['https://models.test/v1/chat/completions', 'ai'],
    ['https://models.test/v1/chat/completions?api-version=1', 'ai'],
    ['https://models.test/v1/chat/completions/7', 'http'],
  ])('is that of a model by its path: %s', async (url, kind) => {
    const { span, counted } = await record({ url }, succeed);
    expect(counted).toEqual([[kind, 'ok']]);
    expect(span?.attributes['gen_ai.request.model']).toBe(kind === 'ai' ? 'small' : undefined);
    expect(span?.attributes['gen_ai.response.model']).toBe(kind === 'ai' ? 'small-2026' : undefined);
  });

  it('has the code of a failure and the status of its response', async () => {
    const late = await record({}, fail({}));
    expect([late.span?.failure, late.counted]).toEqual(['timeout', [['http', 'timeout']]]);
    expect(late.span?.attributes).toMatchObject({ 'parley.attempts': 3 });
    expect(late.span?.attributes).not.toHaveProperty('http.response.status_code');
    const refused = await record({}, fail({ code: 'status', response: { ...ANSWER, status: 503 } }));
    expect(refused.span?.failure).toBe('status');
    expect(refused.span?.attributes).toMatchObject({ 'http.response.status_code': 503 });
    const own = await record({}, fail({ code: 'oauth_token' }));
    expect([own.span?.failure, own.counted]).toEqual(['oauth_token', [['http', 'network']]]);
  });

  it('says that a call was given up, and ends when it breaks', async () => {
    const left = await record({}, async () => null);
    expect([left.span?.failure, left.counted, left.outcome]).toEqual(['given_up', [], null]);
    expect(left.span?.isEnded).toBe(true);
    const broken = await record({}, () => Promise.reject(new Error('broken')));
    expect([broken.outcome, broken.counted, broken.span?.isEnded]).toEqual(['broken', [], true]);
  });
});
