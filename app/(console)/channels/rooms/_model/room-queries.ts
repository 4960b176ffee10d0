import { keepPreviousData } from '@tanstack/react-query';
import { type inferParserType, parseAsString } from 'nuqs/server';
import { parseAsFlag, parseAsText } from '@/app/_lib/query-parsers';
import type { Trpc } from '@/app/_trpc/context';

const PAGE_SIZE = 50;
const MOST_CHANNELS = 100;

/** The search of the list and the open dialog, kept in the address. */
export const ROOM_PARAMS = { search: parseAsText, new: parseAsFlag, room: parseAsString };

/** The rooms of the list. */
export function listRooms(trpc: Trpc, { search }: inferParserType<typeof ROOM_PARAMS>) {
  return trpc.room.list.infiniteQueryOptions(
    { limit: PAGE_SIZE, ...(search && { search }) },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
}

/** The channels that can be assigned to rooms. */
export function listRoomChannels(trpc: Trpc) {
  return trpc.channel.list.queryOptions({ kind: 'umi', limit: MOST_CHANNELS });
}
