import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { RoomList } from './_components/room-list';

export const metadata: Metadata = { title: 'Rooms' };

export default function RoomsPage() {
  return (
    <OnceReady>
      <RoomList />
    </OnceReady>
  );
}
