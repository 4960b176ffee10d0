'use client';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { Room } from '../../_room/room';

/** The actions on a room. */
export function RoomActions({ room, onRemove }: { room: Room; onRemove: (room: Room) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${room.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem asChild>
          <Link href={paths.rooms({ room: room.id })}>
            <Pencil aria-hidden /> Edit
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem danger onSelect={() => onRemove(room)}>
          <Trash2 aria-hidden /> Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
