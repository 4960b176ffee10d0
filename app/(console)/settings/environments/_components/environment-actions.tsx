'use client';
import { Ellipsis, GitCompareArrows, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { EnvironmentTask } from '../_model/environment-queries';

type EnvironmentActionsProps = {
  name: string;
  mayRemove: boolean;
  onTask: (task: EnvironmentTask) => void;
};

/** The actions on an environment. */
export function EnvironmentActions({ name, mayRemove, onTask }: EnvironmentActionsProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onTask({ kind: 'compare', name })}>
          <GitCompareArrows aria-hidden /> Compare with production
        </DropdownMenuItem>
        {mayRemove && (
          <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', name })}>
            <Trash2 aria-hidden /> Remove
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
