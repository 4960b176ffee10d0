import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { listFlowNames } from '../_model/channel-queries';
import { RoomList } from './_components/room-list';
import { listRoomChannels, listRooms, ROOM_PARAMS } from './_model/room-queries';

export const metadata: Metadata = { title: 'Rooms' };

export default async function RoomsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await createLoader(ROOM_PARAMS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listRooms(trpc, params), listFlowNames(trpc), listRoomChannels(trpc)]}>
      <RoomList />
    </Prefetched>
  );
}
