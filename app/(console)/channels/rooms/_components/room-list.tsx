'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { useQueryParam } from '@/app/_lib/use-query-param';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { Card, CardFooter } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { ChannelTabs } from '../../_components/channel-tabs';
import type { Room } from '../_model/room';
import { FoundNoRooms, NoRooms } from './no-rooms';
import { RemoveRoomDialog } from './remove-room-dialog';
import { RoomActions } from './room-actions';
import { RoomDialog } from './room-dialog';
import { useRoomColumns } from './use-room-columns';

const PAGE_SIZE = 50;

/** Where conversations are held, and who answers there. */
export function RoomList() {
  const trpc = useTRPC();
  const mayWrite = useCan('channels:write');
  const columns = useRoomColumns();
  const [search, setSearch] = useQueryParam('search');
  const [isNew, setNew] = useQueryParam('new');
  const [edited, setEdited] = useQueryParam('room');
  const [removing, setRemoving] = useState<Room | null>(null);
  const rooms = useInfiniteQuery(
    trpc.room.list.infiniteQueryOptions(
      { limit: PAGE_SIZE, ...(search && { search }) },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const newRoom = mayWrite && (
    <Button variant="primary" onClick={() => setNew('1')}>
      <Plus aria-hidden /> New room
    </Button>
  );
  const close = () => {
    setNew(null);
    setEdited(null);
  };
  return (
    <Page>
      <Crumb label="Rooms" />
      <PageHeader
        title="Rooms"
        description="Rooms group Unified messaging API conversations and decide who answers them."
        actions={newRoom}
      />
      <ChannelTabs here="rooms" />
      <SearchInput
        label="Search rooms by name"
        value={search ?? ''}
        onSearch={(text) => setSearch(text || null)}
        className="mb-3 max-w-80"
      />
      <Card>
        <DataTable
          label="Rooms"
          columns={columns}
          rows={rooms.data?.pages.flatMap((page) => page.items)}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.rooms({ room: id })}
          error={toShownError(rooms.error)}
          onRetry={rooms.refetch}
          skeletonRows={3}
          {...(mayWrite && { actions: (room: Room) => <RoomActions room={room} onRemove={setRemoving} /> })}
          empty={search ? <FoundNoRooms onClear={() => setSearch(null)} /> : <NoRooms action={newRoom} />}
        />
        {rooms.hasNextPage && (
          <CardFooter className="justify-center">
            <Button pending={rooms.isFetchingNextPage} onClick={() => void rooms.fetchNextPage()}>
              Load more
            </Button>
          </CardFooter>
        )}
      </Card>
      <RoomDialog roomId={edited} isNew={isNew === '1' && mayWrite} mayWrite={mayWrite} onClose={close} />
      <RemoveRoomDialog room={removing} onClose={() => setRemoving(null)} />
    </Page>
  );
}
