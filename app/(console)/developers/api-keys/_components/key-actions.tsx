'use client';
import { Ban, RefreshCw } from 'lucide-react';
import type { ApiKey } from '@/app/_features/api-key/key-columns';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { KeyTask } from '../_model/key-task';

/** The actions on a key; nothing once it has ended. */
export function KeyActions({ apiKey, onTask }: { apiKey: ApiKey; onTask: (task: KeyTask) => void }) {
  if (apiKey.status !== 'active') return null;
  return (
    <ActionsMenu name={apiKey.name}>
      <DropdownMenuItem
        disabled={apiKey.rotatedToId !== null}
        onSelect={() => onTask({ kind: 'rotate', apiKey })}
      >
        <RefreshCw aria-hidden /> Rotate
      </DropdownMenuItem>
      <DropdownMenuItem danger onSelect={() => onTask({ kind: 'revoke', apiKey })}>
        <Ban aria-hidden /> Revoke
      </DropdownMenuItem>
    </ActionsMenu>
  );
}
