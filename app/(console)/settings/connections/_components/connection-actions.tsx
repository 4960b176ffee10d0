'use client';
import { Activity, Pencil, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { Connection, ConnectionTask } from '../_model/connection';

type ConnectionActionsProps = { connection: Connection; onTask: (task: ConnectionTask) => void };

/** The actions on a connection. */
export function ConnectionActions({ connection, onTask }: ConnectionActionsProps) {
  return (
    <ActionsMenu name={connection.name}>
      <DropdownMenuItem onSelect={() => onTask({ kind: 'test', connection })}>
        <Activity aria-hidden /> Test
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onTask({ kind: 'edit', connection })}>
        <Pencil aria-hidden /> Edit
      </DropdownMenuItem>
      <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', connection })}>
        <Trash2 aria-hidden /> Remove
      </DropdownMenuItem>
    </ActionsMenu>
  );
}
