'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { Room } from './room';
import { RoomForm } from './room-form';
import { findMode } from './room-modes';

type RoomDialogProps = {
  /** The room to change; null for a new one. */
  roomId: string | null;
  mayWrite: boolean;
  /** Called with a new room. */
  onMade?: (room: Room) => void;
  onClose: () => void;
};

/** Creates a room, or changes one. */
export function RoomDialog({ roomId, mayWrite, onMade, onClose }: RoomDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      {roomId === null ? (
        <DialogContent title="New room" description="Channels send their conversations to a room.">
          <RoomForm
            room={null}
            onDone={(room) => {
              onMade?.(room);
              onClose();
            }}
          />
        </DialogContent>
      ) : (
        <EditRoom roomId={roomId} mayWrite={mayWrite} onDone={onClose} />
      )}
    </Dialog>
  );
}

type EditRoomProps = { roomId: string; mayWrite: boolean; onDone: () => void };

function EditRoom({ roomId, mayWrite, onDone }: EditRoomProps) {
  const trpc = useTRPC();
  const { data: room, error, isPending, refetch } = useQuery(trpc.room.get.queryOptions({ roomId }));
  const failure = toShownError(error);
  return (
    <DialogContent title={room?.name ?? 'Room'} description="Changes apply to new messages.">
      {room && mayWrite && <RoomForm room={room} onDone={onDone} />}
      {room && !mayWrite && (
        <DialogBody className="text-sm">{`${findMode(room.mode).label}. ${findMode(room.mode).hint}`}</DialogBody>
      )}
      {failure && !room && <ErrorState error={failure} onRetry={refetch} />}
      {isPending && (
        <DialogBody aria-busy>
          <Skeleton className="h-9" />
          <Skeleton className="h-48" />
        </DialogBody>
      )}
    </DialogContent>
  );
}
