import type { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';
import type { Call, Caller } from './call';
import { toDomainError } from './error-shape';
import { isStream } from './procedure-facts';
import { ENDPOINT, MAX_CALLS, type Target, toPlainRequest } from './read-target';
import { toErrorHeaders } from './refuse-call';
import { appRouter } from './root';
import { whenBodyEnds } from './when-body-ends';

/** Runs the procedures; a stream takes one of the process's slots. Throws overloaded. */
export async function runCall(
  call: Call,
  caller: Caller,
  target: Target,
  body: string | null,
): Promise<Response> {
  const { signal } = call.request;
  if (!target.paths.some(isStream)) return handle(call, caller, toPlainRequest(target, body, signal));
  const slot = call.platform.limits.streams.take(signal);
  try {
    const response = await handle(call, caller, toPlainRequest(target, body, slot.signal));
    return whenBodyEnds(response, slot.release);
  } catch (error) {
    slot.release();
    throw error;
  }
}

function handle(call: Call, caller: Caller, req: Request): Promise<Response> {
  const { platform, requestId, origin, headers } = call;
  return fetchRequestHandler({
    endpoint: ENDPOINT,
    req,
    router: appRouter,
    maxBatchSize: MAX_CALLS,
    createContext: () => ({ platform, ...caller, requestId, origin }),
    responseMeta: ({ errors }) => ({ headers: { ...headers, ...headersOf(errors) } }),
    onError: ({ error, path, type }) => logUnexpected(call, caller, { error, path, type }),
  });
}

function headersOf([first]: readonly TRPCError[]): Record<string, string> {
  return first ? toErrorHeaders(toDomainError(first)) : {};
}

function logUnexpected(
  { platform, requestId }: Call,
  { actor }: Caller,
  { error, ...what }: { error: TRPCError; path: string | undefined; type: string },
): void {
  const facts = { err: error.cause ?? error, ...what, requestId, orgId: actor?.orgId };
  if (isDatabaseUnavailable(error.cause)) platform.log.warn(facts, 'database unavailable');
  else if (toDomainError(error).code === 'internal') platform.log.error(facts, 'console call failed');
}
