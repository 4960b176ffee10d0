import { keepPreviousData } from '@tanstack/react-query';
import { type inferParserType, parseAsString } from 'nuqs/server';
import { parseAsFlag, parseAsText } from '@/app/_lib/query-parsers';
import type { Trpc } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

const PAGE_SIZE = 30;
const REFRESH_MS = 10_000;
// The server's limit of flows per request for activity.
const MAX_ACTIVITY = 300;

/** A flow of the list. */
export type FlowRow = RouterOutputs['flow']['list']['items'][number];

/** The filters of the list and the open dialog, kept in the address. */
export const FLOW_LIST_PARAMS = {
  search: parseAsText,
  tag: parseAsString,
  archived: parseAsFlag,
  new: parseAsString,
};

type FlowListParams = inferParserType<typeof FLOW_LIST_PARAMS>;

export type FlowFilters = Pick<FlowListParams, 'search' | 'tag' | 'archived'>;

/** The flows of the list. */
export function listFlows(trpc: Trpc, { search, tag, archived }: FlowFilters) {
  return trpc.flow.list.infiniteQueryOptions(
    {
      limit: PAGE_SIZE,
      ...(search && { search }),
      ...(tag !== null && { tag }),
      ...(archived && { archived }),
    },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
}

/** The tags that flows have. */
export function listTags(trpc: Trpc) {
  return trpc.flow.listTags.queryOptions();
}

/** The running sessions and triggers of flows, requested once the flows are loaded. */
export function listActivity(trpc: Trpc, flowIds: readonly string[] | undefined) {
  return trpc.flow.listActivity.queryOptions(
    { flowIds: flowIds?.slice(0, MAX_ACTIVITY) ?? [] },
    { enabled: flowIds !== undefined, placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
  );
}
