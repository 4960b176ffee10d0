import { randomUUID } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { toCallerOrigin } from '@/server/auth/client-address';
import { findCaller } from '@/server/auth/get-viewer';
import { type Container, getContainer } from '@/server/container';
import { watchConsoleCall } from '@/server/services/health/watch-console-call';
import { isDomainError } from '@/server/shared/errors';
import { toDomainError, toShownProblem, toTrpcError } from './error-shape';
import { appRouter } from './root';
import { requireOwnConsole } from './same-origin';

const ENDPOINT = '/api/trpc';
const MAX_BATCH = 20;

/** Answers the console's calls: who asks is found once a request, and every failure carries the request's id. */
export async function handleTrpcRequest(request: Request): Promise<Response> {
  const requestId = request.headers.get('x-request-id') ?? randomUUID();
  const platform = getContainer();
  try {
    requireOwnConsole(request, platform.env.PARLEY_PUBLIC_URL);
  } catch (refusal) {
    return refuse(refusal, requestId);
  }
  const { method } = request;
  return watchConsoleCall(platform, { method, requestId }, (under) => answer(under, request, requestId));
}

function answer(platform: Container, request: Request, requestId: string): Promise<Response> {
  return fetchRequestHandler({
    endpoint: ENDPOINT,
    req: request,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: async () => ({
      platform,
      ...(await findCaller()),
      requestId,
      origin: toCallerOrigin(request.headers),
    }),
    responseMeta: () => ({ headers: { 'x-request-id': requestId, 'cache-control': 'no-store' } }),
    onError: ({ error, path, type, ctx }) => {
      if (toDomainError(error).code !== 'internal') return;
      const orgId = ctx?.actor?.orgId;
      platform.log.error(
        { err: error.cause ?? error, path, type, requestId, orgId },
        'a console call failed',
      );
    },
  });
}

function refuse(refusal: unknown, requestId: string): Response {
  if (!isDomainError(refusal)) throw refusal;
  const error = toTrpcError(new TRPCError({ code: 'BAD_REQUEST', cause: refusal }));
  const problem = toShownProblem(error, requestId);
  const shape = { message: problem.title, code: -32600, data: { code: error.code, problem } };
  return Response.json(
    { error: shape },
    { status: getHTTPStatusCodeFromError(error), headers: { 'x-request-id': requestId } },
  );
}
