'use client';
import { Pencil, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { Secret, SecretTask } from '../_model/secret';

/** The actions on a secret. */
export function SecretActions({ secret, onTask }: { secret: Secret; onTask: (task: SecretTask) => void }) {
  return (
    <ActionsMenu name={secret.name}>
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
    </ActionsMenu>
  );
}
