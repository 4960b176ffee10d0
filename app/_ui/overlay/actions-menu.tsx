'use client';
import { Ellipsis } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '../button';
import { DropdownMenu, DropdownMenuTrigger } from './dropdown-menu';
import { DropdownMenuContent } from './dropdown-menu-items';

type ActionsMenuProps = ComponentProps<typeof DropdownMenuContent> & {
  /** The name of the thing, for screen readers. */
  name: string;
};

/** The menu of the actions on one thing of a list. */
export function ActionsMenu({ name, ...content }: ActionsMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent {...content} />
    </DropdownMenu>
  );
}
