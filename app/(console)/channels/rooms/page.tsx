import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { listFlowNames } from '../_model/channel-queries';
import { RoomList } from './_components/room-list';
import { listRoomChannels, listRooms, loadRoomParams } from './_model/room-queries';

export const metadata: Metadata = { title: 'Rooms' };

export default async function RoomsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadRoomParams(searchParams);
  return (
    <Prefetched reads={(trpc) => [listRooms(trpc, params), listFlowNames(trpc), listRoomChannels(trpc)]}>
      <RoomList />
    </Prefetched>
  );
}
