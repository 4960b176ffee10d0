import { type DehydratedState, dehydrate, QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { toCallerOrigin } from '@/server/auth/client-address';
import { createRequestSlot } from '@/server/http/admission/admission';
import type { Actor } from '@/server/services/context';
import type { CallPlatform } from './call';
import { consumeLimits, NOBODY } from './handle-call';
import { type AppRouter, appRouter } from './root';

/*
 * The reads that a page of the console begins with, run while the server draws it.
 * pages/same-reads     A page reads by the procedures that its browser calls, with the rights of the person who asks for it,
 *                      and within the same limits (calls/limited-first): each read counts as one call.
 * pages/never-refused  A read that is refused or fails is left out of the page. The browser repeats it and shows its failure.
 */

type FetchQuery = Parameters<QueryClient['prefetchQuery']>[0];
type FetchPages = Parameters<QueryClient['prefetchInfiniteQuery']>[0];

/** The reads of a page: options as `useQuery` and `useInfiniteQuery` take them. */
type PageRead = { queryKey: readonly unknown[] };
export type PageReads = (trpc: TRPCOptionsProxy<AppRouter>, answers: QueryClient) => readonly PageRead[];

export type PageRequest = {
  /** Null for somebody who is not signed in. */
  actor: Actor | null;
  requestId: string;
  headers: Headers;
};

/**
 * Runs the reads of a page, one stage after the other, and returns the results for the browser's cache; null where a
 * limit refuses them. A later stage may use the results of the earlier ones.
 */
export async function readForPage(
  platform: CallPlatform,
  { actor, requestId, headers }: PageRequest,
  stages: readonly PageReads[],
): Promise<DehydratedState | null> {
  const { admission } = platform.limits;
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false }, dehydrate: { serializeData: toJson } },
  });
  const origin = toCallerOrigin(headers);
  const ctx = { platform, actor, requestId, origin, isRepeatable: true };
  const trpc = createTRPCOptionsProxy({ router: appRouter, ctx, queryClient: queries });
  const slot = createRequestSlot();
  try {
    admission.open();
  } catch {
    return null;
  }
  try {
    if (actor) admission.enter(slot, actor.orgId);
    for (const stage of stages) {
      const reads = stage(trpc, queries);
      consumeLimits({ platform, origin, headers: {} }, actor, reads.length);
      if (!slot.isWorking) await admission.work(slot, actor?.orgId ?? NOBODY);
      await Promise.all(reads.map((read) => prefetch(queries, read)));
    }
    return dehydrate(queries);
  } catch {
    return null;
  } finally {
    admission.close(slot);
  }
}

function prefetch(queries: QueryClient, read: PageRead): Promise<void> {
  return 'initialPageParam' in read
    ? queries.prefetchInfiniteQuery(read as FetchPages)
    : queries.prefetchQuery(read as FetchQuery);
}

// As a call's result reaches the browser: dates are texts there.
function toJson(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data));
}
