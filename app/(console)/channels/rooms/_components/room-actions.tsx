'use client';
import { Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { Room } from '../../_room/room';

/** The actions on a room. */
export function RoomActions({ room, onRemove }: { room: Room; onRemove: (room: Room) => void }) {
  return (
    <ActionsMenu name={room.name}>
      <DropdownMenuItem asChild>
        <Link href={paths.rooms({ room: room.id })}>
          <Pencil aria-hidden /> Edit
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem danger onSelect={() => onRemove(room)}>
        <Trash2 aria-hidden /> Remove
      </DropdownMenuItem>
    </ActionsMenu>
  );
}
