import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RoomList } from './_components/room-list';

export const metadata: Metadata = { title: 'Rooms' };

export default function RoomsPage() {
  return (
    <Suspense>
      <RoomList />
    </Suspense>
  );
}
