'use client';
import { Ban, Ellipsis, RefreshCw } from 'lucide-react';
import type { ApiKey } from '@/app/_features/api-key/key-columns';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { KeyTask } from '../_model/key-task';

/** The actions on a key; nothing once it has ended. */
export function KeyActions({ apiKey, onTask }: { apiKey: ApiKey; onTask: (task: KeyTask) => void }) {
  if (apiKey.status !== 'active') return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${apiKey.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem
          disabled={apiKey.rotatedToId !== null}
          onSelect={() => onTask({ kind: 'rotate', apiKey })}
        >
          <RefreshCw aria-hidden /> Rotate
        </DropdownMenuItem>
        <DropdownMenuItem danger onSelect={() => onTask({ kind: 'revoke', apiKey })}>
          <Ban aria-hidden /> Revoke
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
