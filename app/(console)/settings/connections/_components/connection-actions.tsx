'use client';
import { Activity, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { Connection, ConnectionTask } from '../_model/connection';

type ConnectionActionsProps = { connection: Connection; onTask: (task: ConnectionTask) => void };

/** The actions on a connection. */
export function ConnectionActions({ connection, onTask }: ConnectionActionsProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${connection.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onTask({ kind: 'test', connection })}>
          <Activity aria-hidden /> Test
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onTask({ kind: 'edit', connection })}>
          <Pencil aria-hidden /> Edit
        </DropdownMenuItem>
        <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', connection })}>
          <Trash2 aria-hidden /> Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
