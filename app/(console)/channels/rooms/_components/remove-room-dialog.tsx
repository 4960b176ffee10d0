'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { RemoveDialog } from '@/app/_features/removal/remove-dialog';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Room } from '../../_room/room';

type RemoveRoomDialogProps = { room: Room | null; onClose: () => void };

/** Asks before a room is deleted; explains why a room in use cannot be. */
export function RemoveRoomDialog({ room, onClose }: RemoveRoomDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.room.remove.mutationOptions({
      onSuccess: async () => {
        await invalidate(queries, trpc.room.pathFilter());
        toast.success(`“${room?.name ?? ''}” removed`);
      },
    }),
  );
  if (room && room.channels > 0) return <InUse room={room} onClose={onClose} />;
  return (
    <RemoveDialog
      input={room && { roomId: room.id }}
      title={`Remove “${room?.name ?? ''}”?`}
      action="Remove room"
      remove={remove}
      onClose={onClose}
    >
      No channel uses it. Its sessions are kept. This cannot be undone.
    </RemoveDialog>
  );
}

function InUse({ room, onClose }: { room: Room; onClose: () => void }) {
  const count = room.channels === 1 ? 'A channel has' : `${String(room.channels)} channels have`;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={`“${room.name}” cannot be removed`}>
        <DialogBody className="text-sm">
          <p>
            {count} conversations there, which nobody would answer without the room. Move{' '}
            {room.channels === 1 ? 'it' : 'them'} to another room first, or remove{' '}
            {room.channels === 1 ? 'it' : 'them'}.
          </p>
        </DialogBody>
        <DialogFooter>
          <Button asChild>
            <Link href={paths.channels({ kind: 'umi' })}>Show channels</Link>
          </Button>
          <DialogClose asChild>
            <Button variant="primary">Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
