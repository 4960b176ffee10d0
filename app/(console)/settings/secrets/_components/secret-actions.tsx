'use client';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { Secret, SecretTask } from '../_model/secret';

/** The actions on a secret. */
export function SecretActions({ secret, onTask }: { secret: Secret; onTask: (task: SecretTask) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${secret.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onTask({ kind: 'replace', secret })}>
          <Pencil aria-hidden /> Replace value
        </DropdownMenuItem>
        {secret.overrides.map(({ environment }) => (
          <DropdownMenuItem
            key={environment}
            danger
            onSelect={() => onTask({ kind: 'remove', secret, environment })}
          >
            <Trash2 aria-hidden /> Remove for {environment}
          </DropdownMenuItem>
        ))}
        <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', secret })}>
          <Trash2 aria-hidden /> Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
