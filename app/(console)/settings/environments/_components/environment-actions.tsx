'use client';
import { GitCompareArrows, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { EnvironmentTask } from '../_model/environment-queries';

type EnvironmentActionsProps = {
  name: string;
  mayRemove: boolean;
  onTask: (task: EnvironmentTask) => void;
};

/** The actions on an environment. */
export function EnvironmentActions({ name, mayRemove, onTask }: EnvironmentActionsProps) {
  return (
    <ActionsMenu name={name}>
      <DropdownMenuItem onSelect={() => onTask({ kind: 'compare', name })}>
        <GitCompareArrows aria-hidden /> Compare with production
      </DropdownMenuItem>
      {mayRemove && (
        <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', name })}>
          <Trash2 aria-hidden /> Remove
        </DropdownMenuItem>
      )}
    </ActionsMenu>
  );
}
