'use client';
import { type ReactNode, useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { Button } from '@/app/_ui/button';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';

const ROOM_DIALOG = lazyModule(() => import('../_room/room-dialog').then((module) => module.RoomDialog));

/**
 * A hint that opens a dialog for a new room, over the form that needs one. The dialog has a form of its own, so it stands
 * outside that one; `onMade` gets the id of the room.
 */
export function useNewRoom(onMade: (roomId: string) => void): { hint: ReactNode; dialog: ReactNode } {
  const [isOpen, setIsOpen] = useState(false);
  return {
    hint: (
      <>
        The room decides who answers.{' '}
        <Button variant="link" className="h-auto p-0 text-xs" onClick={() => setIsOpen(true)}>
          Create a room
        </Button>
      </>
    ),
    dialog: (
      <LazyDialog
        from={ROOM_DIALOG}
        isWanted={isOpen}
        roomId={null}
        mayWrite
        onMade={({ id }) => onMade(id)}
        onClose={() => setIsOpen(false)}
      />
    ),
  };
}
