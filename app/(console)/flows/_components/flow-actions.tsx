'use client';
import { Archive, ArchiveRestore, Copy, Tags } from 'lucide-react';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { FlowRow } from '../_model/flow-list-queries';

/** What is done to a flow in a dialog. */
export type FlowTask = { kind: 'tags' | 'duplicate' | 'archive' | 'restore'; flow: FlowRow };

/** The actions on a flow of the list. */
export function FlowActions({ flow, onTask }: { flow: FlowRow; onTask: (task: FlowTask) => void }) {
  const begin = (kind: FlowTask['kind']) => () => onTask({ kind, flow });
  return (
    <ActionsMenu name={flow.name}>
      {flow.archivedAt === null ? (
        <>
          <DropdownMenuItem onSelect={begin('tags')}>
            <Tags aria-hidden /> Tags
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={begin('duplicate')}>
            <Copy aria-hidden /> Duplicate
          </DropdownMenuItem>
          <DropdownMenuItem danger onSelect={begin('archive')}>
            <Archive aria-hidden /> Archive
          </DropdownMenuItem>
        </>
      ) : (
        <DropdownMenuItem onSelect={begin('restore')}>
          <ArchiveRestore aria-hidden /> Restore
        </DropdownMenuItem>
      )}
    </ActionsMenu>
  );
}
