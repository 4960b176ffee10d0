'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card, CardFooter } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { ChannelTabs } from '../../_components/channel-tabs';
import type { Room } from '../../_room/room';
import { listRooms, ROOM_PARAMS } from '../_model/room-queries';
import { FoundNoRooms, NoRooms } from './no-rooms';
import { RoomActions } from './room-actions';
import { useRoomColumns } from './use-room-columns';

const REMOVE_ROOM_DIALOG = lazyModule(() =>
  import('./remove-room-dialog').then((module) => module.RemoveRoomDialog),
);
const ROOM_DIALOG = lazyModule(() => import('../../_room/room-dialog').then((module) => module.RoomDialog));

/** The rooms of the organization and who answers in them. */
export function RoomList() {
  const trpc = useTRPC();
  const mayWrite = useCan('channels:write');
  const columns = useRoomColumns();
  const [params, set] = useQueryStates(ROOM_PARAMS);
  const { search, new: isNew, room: edited } = params;
  const [removing, setRemoving] = useState<Room | null>(null);
  const rooms = useInfiniteQuery(listRooms(trpc, params));
  const newRoom = mayWrite && (
    <Button variant="primary" onClick={() => void set({ new: true })}>
      <Plus aria-hidden /> New room
    </Button>
  );
  const close = () => void set({ new: null, room: null });
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
        value={search}
        onSearch={(text) => void set({ search: text })}
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
          empty={
            search ? (
              <FoundNoRooms onClear={() => void set({ search: null })} />
            ) : (
              <NoRooms action={newRoom} />
            )
          }
        />
        {rooms.hasNextPage && (
          <CardFooter className="justify-center">
            <Button pending={rooms.isFetchingNextPage} onClick={() => void rooms.fetchNextPage()}>
              Load more
            </Button>
          </CardFooter>
        )}
      </Card>
      {(edited !== null || (isNew && mayWrite)) && (
        <LazyDialog
          from={ROOM_DIALOG}
          isWanted
          roomId={isNew && mayWrite ? null : edited}
          mayWrite={mayWrite}
          onClose={close}
        />
      )}
      <LazyDialog
        from={REMOVE_ROOM_DIALOG}
        isWanted={removing !== null}
        room={removing}
        onClose={() => setRemoving(null)}
      />
    </Page>
  );
}
