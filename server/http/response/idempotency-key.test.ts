import { describe, expect, it } from 'vitest';
import type { Actor } from '@/server/services/context';
import type { RequestContext } from '../routing/request-context';
import { idempotencyKeyOf } from './idempotency';

const KEY = { type: 'apiKey' } as Actor;
const read = (key: string | null, { method = 'POST', actor = KEY } = {}) => {
  const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key };
  return idempotencyKeyOf(
    { method, request: new Request('http://x/', { headers }) } as RequestContext,
    actor,
  );
};

describe('the idempotency key of a request', () => {
  it('has up to 255 visible characters', () => {
    expect([read('a'), read('!~'), read('k'.repeat(255)), read(null)]).toEqual([
      'a',
      '!~',
      'k'.repeat(255),
      null,
    ]);
  });

  it.each(['', 'a b', 'ä', 'k'.repeat(256)])('is refused: "%s"', (key) => {
    expect(() => read(key)).toThrow(
      expect.objectContaining({ problem: { code: 'idempotency_key_invalid', details: { maxLength: 255 } } }),
    );
  });

  it('counts for a POST alone', () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) expect(read('a b', { method })).toBeNull();
  });

  it('counts within the conversation of a visitor, and not before there is one', () => {
    const visitor = (threadId: string | null) => ({ type: 'visitor', threadId }) as Actor;
    expect(read('k', { actor: visitor('t1') })).toBe('visitor:t1:k');
    expect(read('k', { actor: visitor(null) })).toBeNull();
  });
});
