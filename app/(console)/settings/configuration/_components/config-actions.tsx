'use client';
import { Pencil, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { ConfigTask, ConfigValue } from '../_model/config-value';

/** The actions on a configuration value. */
export function ConfigActions({ value, onTask }: { value: ConfigValue; onTask: (task: ConfigTask) => void }) {
  return (
    <ActionsMenu name={value.name}>
      <DropdownMenuItem onSelect={() => onTask({ kind: 'change', value })}>
        <Pencil aria-hidden /> Change
      </DropdownMenuItem>
      {value.overrides.map(({ environment }) => (
        <DropdownMenuItem
          key={environment}
          danger
          onSelect={() => onTask({ kind: 'remove', value, environment })}
        >
          <Trash2 aria-hidden /> Remove for {environment}
        </DropdownMenuItem>
      ))}
      <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', value })}>
        <Trash2 aria-hidden /> Remove
      </DropdownMenuItem>
    </ActionsMenu>
  );
}
