import { keepPreviousData } from '@tanstack/react-query';
import { type inferParserType, parseAsString } from 'nuqs/server';
import { parseAsText } from '@/app/_lib/query-parsers';
import type { Trpc } from '@/app/_trpc/context';

const PAGE_SIZE = 30;
const REFRESH_MS = 10_000;
// The server's limit of flows per request for activity.
const MAX_ACTIVITY = 300;

/** The search of the list and the open dialog, kept in the address. */
export const FLOW_LIST_PARAMS = { search: parseAsText, new: parseAsString };

/** The flows of the list. */
export function listFlows(trpc: Trpc, { search }: inferParserType<typeof FLOW_LIST_PARAMS>) {
  return trpc.flow.list.infiniteQueryOptions(
    { limit: PAGE_SIZE, ...(search && { search }) },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
}

/** The running sessions and triggers of flows, requested once the flows are loaded. */
export function listActivity(trpc: Trpc, flowIds: readonly string[] | undefined) {
  return trpc.flow.listActivity.queryOptions(
    { flowIds: flowIds?.slice(0, MAX_ACTIVITY) ?? [] },
    { enabled: flowIds !== undefined, placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
  );
}
