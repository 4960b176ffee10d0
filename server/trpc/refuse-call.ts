import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';
import { type DomainError, domainError, isDomainError, type LimitOwner } from '@/server/shared/errors';
import type { Call } from './call';
import { type ShownProblem, toShownProblem, toTrpcError } from './error-shape';

const RETRY_AFTER_MS = 1_000;
// JSON-RPC's code for an invalid request, which tRPC's clients expect.
const INVALID_REQUEST = -32_600;

/** Answers a refused request in the console's own format. */
export function refuseCall(call: Call, thrown: unknown): Response {
  const refusal = toRefusal(call, thrown);
  const error = toTrpcError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: refusal }));
  const problem = { ...toShownProblem(error, call.requestId), ...toWords(refusal) };
  const shape = { message: problem.title, code: INVALID_REQUEST, data: { code: error.code, problem } };
  return Response.json(
    { error: shape },
    {
      status: getHTTPStatusCodeFromError(error),
      headers: { ...call.headers, ...toErrorHeaders(refusal) },
    },
  );
}

/** Headers that HTTP requires. */
export function toErrorHeaders({ problem }: DomainError): Record<string, string> {
  switch (problem.code) {
    case 'method_not_allowed':
      return { Allow: problem.details.allowed.join(', ') };
    case 'rate_limited':
    case 'overloaded':
      return { 'Retry-After': String(toSeconds(problem.details.retryAfterMs)) };
    default:
      return {};
  }
}

function toRefusal({ platform, requestId }: Call, thrown: unknown): DomainError {
  if (isDomainError(thrown)) return thrown;
  if (isDatabaseUnavailable(thrown)) {
    platform.log.warn({ err: thrown, requestId }, 'database unavailable');
    return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
  }
  platform.log.error({ err: thrown, requestId }, 'console call failed');
  return domainError('internal', {});
}

type Words = Pick<ShownProblem, 'title' | 'advice' | 'retryAfterMs'>;

const OWNERS: Readonly<Record<LimitOwner, string>> = {
  person: 'You have',
  organization: 'Your organization has',
  address: 'Your network has',
  key: 'This key has',
  visitor: 'This visitor has',
};

/** The text for a limit, and the time after which the console may repeat the call: nothing was done yet. */
function toWords({ problem }: DomainError): Partial<Words> {
  if (problem.code === 'overloaded')
    return {
      title: 'The server is busy.',
      advice: 'This page tries again by itself.',
      retryAfterMs: problem.details.retryAfterMs,
    };
  if (problem.code !== 'rate_limited') return {};
  const { whose, limit, retryAfterMs } = problem.details;
  return {
    title: `${OWNERS[whose]} made ${limit.toLocaleString('en')} requests in this minute, which is the limit.`,
    advice: `Wait ${String(toSeconds(retryAfterMs))} s. This page then loads again by itself; repeat any change you were making.`,
    retryAfterMs,
  };
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
