import { keepPreviousData } from '@tanstack/react-query';
import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { KINDS } from '@/app/_features/channel/channel-kinds';
import { parseAsText } from '@/app/_lib/query-parsers';
import type { Trpc } from '@/app/_trpc/context';

const PAGE_SIZE = 60;
const MOST = 100;
const LIVE_MS = 10_000;

/** The filters of the list and the kind of the new channel, kept in the address. */
export const CHANNEL_PARAMS = { kind: parseAsStringLiteral(KINDS), search: parseAsText, new: parseAsString };

/** The channels of the list. */
export function listChannels(trpc: Trpc, { kind, search }: inferParserType<typeof CHANNEL_PARAMS>) {
  return trpc.channel.list.infiniteQueryOptions(
    { limit: PAGE_SIZE, ...(kind && { kind }), ...(search && { search }) },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
}

/** The flows that a channel can use. */
export function listFlowNames(trpc: Trpc) {
  return trpc.flow.list.queryOptions({ limit: MOST });
}

/** The rooms that a channel can use. */
export function listRoomNames(trpc: Trpc) {
  return trpc.room.list.queryOptions({ limit: MOST });
}

/** The webhook health of channels in the last day. */
export function listHealth(trpc: Trpc, channelIds: readonly string[], enabled: boolean) {
  return trpc.channel.listHealth.queryOptions(
    { channelIds: channelIds.slice(0, MOST) },
    {
      enabled: enabled && channelIds.length > 0,
      refetchInterval: LIVE_MS,
      placeholderData: keepPreviousData,
    },
  );
}
