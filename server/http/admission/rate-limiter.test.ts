import { expect, it } from 'vitest';
import { silentLog } from '@/server/gateways/log';
import { NO_METERS } from '@/server/gateways/telemetry/meters';
import type { Actor } from '@/server/services/context';
import { createRateWindows } from '@/server/services/rate-limit/rate-windows';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { createRateLimiter } from './rate-limit';

const AT = Date.UTC(2026, 0, 1, 9, 0, 12);

function open(perKey: number, perOrganization: number) {
  const clock = createManualClock(AT);
  const windows = createRateWindows({
    ...{
      sync: async () => [],
      clock,
      log: silentLog,
      meters: NO_METERS,
      windowMs: 60_000,
      everyMs: 3_600_000,
    },
  });
  const limiter = createRateLimiter({ windows, perKey, perOrganization });
  /** Counts requests; returns "limit remaining reset" of the headers, and whose limit refused them. */
  return (
    actor: object,
    { address = '192.0.2.1', requests }: { address?: string; requests?: number } = {},
  ) => {
    const headers: Record<string, string> = {};
    let refused: unknown = null;
    try {
      limiter.consume({ orgId: 'o', ...actor } as Actor, { headers, address }, requests);
    } catch (error) {
      refused = (error as { problem: unknown }).problem;
    }
    windows.close();
    return { rate: Object.values(headers).join(' '), refused };
  };
}

const KEY = { type: 'apiKey', keyId: 'k1' };
const accepted = (rate: string) => ({ rate, refused: null });
const refusal = (whose: string, limit: number) => ({
  rate: `${limit} 0 48`,
  refused: { code: 'rate_limited', details: { limit, whose, windowMs: 60_000, retryAfterMs: 48_000 } },
});

it('counts a request toward its key, and reports the rest of the window', () => {
  const consume = open(2, 10);
  expect(consume(KEY)).toEqual(accepted('2 1 48'));
  expect(consume(KEY)).toEqual(accepted('2 0 48'));
  expect(consume(KEY)).toEqual(refusal('key', 2));
  expect(consume({ ...KEY, keyId: 'k2' })).toEqual(accepted('2 1 48'));
});

it('reports the limit of the organization when it is nearer, also if both are as near', () => {
  const consume = open(3, 3);
  expect(consume(KEY)).toEqual(accepted('3 2 48'));
  expect(consume({ ...KEY, keyId: 'k2' })).toEqual(accepted('3 1 48'));
  expect(consume({ ...KEY, keyId: 'k3' })).toEqual(accepted('3 0 48'));
  expect(consume({ ...KEY, keyId: 'k4' })).toEqual(refusal('organization', 3));
  expect(consume({ ...KEY, orgId: 'other' })).toEqual(accepted('3 2 48'));
});

it('reports the limit of the organization when both are as near', () => {
  expect(open(4, 4)(KEY, { requests: 4 })).toEqual(accepted('4 0 48'));
  const consume = open(4, 8);
  consume({ ...KEY, keyId: 'k2' }, { requests: 4 });
  expect(consume(KEY)).toEqual(accepted('8 3 48'));
});

it('counts a batch as the number of its calls, and refuses it as one (calls/limited)', () => {
  const person = { type: 'user', userId: 'u1' };
  const consume = open(5, 50);
  expect(consume(person, { requests: 3 })).toEqual(accepted('5 2 48'));
  const { rate, refused } = consume(person, { requests: 3 });
  expect([rate, refused]).toEqual(['5 2 48', refusal('person', 5).refused]);
  expect(consume(person, { requests: 2 })).toEqual(accepted('5 0 48'));
  expect(consume({ ...KEY, keyId: 'u1' })).toEqual(accepted('5 4 48'));
});

it('counts visitors by conversation, and before there is one by channel and address', () => {
  const visitor = { type: 'visitor', channelId: 'c1', threadId: null };
  const consume = open(1, 50);
  expect(consume(visitor)).toEqual(accepted('1 0 48'));
  expect(consume(visitor)).toEqual(refusal('visitor', 1));
  expect(consume(visitor, { address: '192.0.2.2' })).toEqual(accepted('1 0 48'));
  expect(consume({ ...visitor, channelId: 'c2' })).toEqual(accepted('1 0 48'));
  expect(consume({ ...visitor, threadId: 't1' })).toEqual(accepted('1 0 48'));
  expect(consume({ ...visitor, threadId: 't2' })).toEqual(accepted('1 0 48'));
  expect(consume({ ...visitor, threadId: 't1' }, { address: '192.0.2.9' })).toEqual(refusal('visitor', 1));
});

it('counts the system as the organization', () => {
  const consume = open(1, 50);
  expect(consume({ type: 'system' })).toEqual(accepted('1 0 48'));
  expect(consume({ type: 'system' })).toEqual(refusal('organization', 1));
});
