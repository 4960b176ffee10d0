import { describe, expect, it } from 'vitest';
import { silentLog } from '@/server/gateways/log';
import type { Platform } from '@/server/services/context';
import { type DomainError, domainError } from '@/server/shared/errors';
import type { RequestContext } from '../routing/request-context';
import type { Surface } from '../routing/surface';
import { toFailureResponse } from './failure';

const surface = {
  name: 'pots',
  renderFailure: ({ problem }: DomainError, id: string, method: string) => ({
    status: 400,
    body: { ...problem, id, method },
    headers: { 'X-Own': '1' },
  }),
} as unknown as Surface;
const context = {
  id: 'r1',
  method: 'POST',
  pattern: '/pots',
  actor: null,
  sessionId: null,
} as RequestContext;

/** Renders a failure; returns it with the lines of the log. */
async function fail(thrown: unknown) {
  const logged: unknown[] = [];
  const log = {
    ...silentLog,
    warn: (what: unknown, message: unknown) => void logged.push(['warn', what, message]),
    error: (what: unknown, message: unknown) => void logged.push(['error', what, message]),
  };
  const answer = await toFailureResponse({ log } as unknown as Platform, surface, context, thrown);
  return { ...answer, logged };
}
const headersOf = async (error: DomainError) => (await fail(error)).headers;

describe('the response to a failure', () => {
  it('is rendered by the API, with its own headers', async () => {
    const error = domainError('slug_taken', { slug: 'a' });
    expect(await fail(error)).toEqual({
      status: 400,
      body: { code: 'slug_taken', details: { slug: 'a' }, id: 'r1', method: 'POST' },
      headers: { 'X-Own': '1' },
      logged: [],
    });
  });

  it.each([
    [domainError('credential_missing', {}), { 'WWW-Authenticate': 'Bearer' }],
    [domainError('credential_invalid', { reason: 'unknown' }), { 'WWW-Authenticate': 'Bearer' }],
    [domainError('method_not_allowed', { allowed: ['GET', 'HEAD'] }), { Allow: 'GET, HEAD' }],
    [
      domainError('unsupported_encoding', { accepted: ['identity', 'gzip'] }),
      { 'Accept-Encoding': 'identity, gzip' },
    ],
    [domainError('overloaded', { retryAfterMs: 1_001 }), { 'Retry-After': '2' }],
    [domainError('overloaded', { retryAfterMs: 0 }), { 'Retry-After': '1' }],
    [domainError('idempotency_running', { retryAfterMs: 3_000 }), { 'Retry-After': '3' }],
    [
      domainError('rate_limited', { limit: 1, windowMs: 60_000, retryAfterMs: 5_000, whose: 'key' }),
      { 'Retry-After': '5' },
    ],
    [domainError('body_too_slow', { graceMs: 1, bytesPerSecond: 1 }), { Connection: 'close' }],
    [domainError('inbox_full', { max: 20 }), { 'Retry-After': '1' }],
    [domainError('permission_denied', { scope: null }), {}],
  ])('has the headers that HTTP requires: %s', async (error, headers) => {
    expect(await headersOf(error)).toEqual({ ...headers, 'X-Own': '1' });
  });

  it('keeps the message of an unexpected error in the log, once', async () => {
    const err = new Error('private');
    const { body, logged } = await fail(err);
    expect(body).toEqual({ code: 'internal', details: {}, id: 'r1', method: 'POST' });
    const what = { err, api: 'pots', method: 'POST', path: '/pots', requestId: 'r1' };
    expect(logged).toEqual([['error', what, 'request failed']]);
  });

  it('asks to repeat a request while the database is unavailable', async () => {
    const err = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const { body, headers, logged } = await fail(err);
    expect(body).toMatchObject({ code: 'overloaded', details: { retryAfterMs: 1_000 } });
    expect(headers).toMatchObject({ 'Retry-After': '1' });
    expect(logged).toEqual([['warn', expect.objectContaining({ err }), 'database unavailable']]);
  });
});
