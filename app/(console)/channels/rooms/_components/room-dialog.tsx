'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { RoomForm } from './room-form';

type RoomDialogProps = { roomId: string | null; isNew: boolean; mayWrite: boolean; onClose: () => void };

/** Creates a room, or edits the one in the address. */
export function RoomDialog({ roomId, isNew, mayWrite, onClose }: RoomDialogProps) {
  const open = isNew || roomId !== null;
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {isNew && (
        <DialogContent title="New room" description="Channels send their conversations to a room.">
          <RoomForm room={null} mayWrite={mayWrite} onDone={onClose} />
        </DialogContent>
      )}
      {!isNew && roomId !== null && <EditRoom roomId={roomId} mayWrite={mayWrite} onDone={onClose} />}
    </Dialog>
  );
}

type EditRoomProps = { roomId: string; mayWrite: boolean; onDone: () => void };

function EditRoom({ roomId, mayWrite, onDone }: EditRoomProps) {
  const trpc = useTRPC();
  const room = useQuery(trpc.room.get.queryOptions({ roomId }));
  const error = toShownError(room.error);
  return (
    <DialogContent title={room.data?.name ?? 'Room'} description="Changes apply to new messages.">
      {room.data && <RoomForm room={room.data} mayWrite={mayWrite} onDone={onDone} />}
      {error && !room.data && <ErrorState error={error} onRetry={room.refetch} />}
      {room.isPending && (
        <DialogBody aria-busy>
          <Skeleton className="h-9" />
          <Skeleton className="h-48" />
        </DialogBody>
      )}
    </DialogContent>
  );
}
