import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { domainError } from '@/server/shared/errors';
import { toShownProblem, toTrpcError } from './error-shape';

const SECRET = 'connection to 10.0.0.5 refused for user parley';

describe('the error that the console receives', () => {
  it('has a sentence, an advice, and the code', () => {
    const error = new TRPCError({
      code: 'INTERNAL_SERVER_ERROR',
      cause: domainError('permission_denied', { scope: 'keys:write' }),
    });
    expect(toTrpcError(error).code).toBe('FORBIDDEN');
    expect(toShownProblem(toTrpcError(error), 'r1')).toEqual({
      code: 'permission_denied',
      title: 'Your role does not allow this.',
      advice: 'Ask an owner or admin of the organization.',
      issues: [],
      requestId: 'r1',
      details: { scope: 'keys:write' },
    });
  });

  it('never contains the message of an unknown error', () => {
    const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: SECRET, cause: new Error(SECRET) });
    const shown = toShownProblem(error, 'r2');
    expect(shown.code).toBe('internal');
    expect(JSON.stringify(shown)).not.toContain('10.0.0.5');
  });

  it('names the invalid fields', () => {
    const { error: cause } = z.object({ name: z.string().min(1, 'Enter a name.') }).safeParse({ name: '' });
    const shown = toShownProblem(toTrpcError(new TRPCError({ code: 'BAD_REQUEST', cause })), null);
    expect(shown).toMatchObject({
      code: 'invalid_request',
      title: 'Enter a name.',
      issues: [{ path: ['name'], message: 'Enter a name.' }],
    });
  });

  it('reports an unknown procedure', () => {
    const error = new TRPCError({ code: 'NOT_FOUND', message: 'No procedure found on path "x"' });
    expect(toShownProblem(error, null).code).toBe('not_found');
  });
});
