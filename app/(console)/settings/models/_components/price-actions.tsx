'use client';
import { Pencil, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/app/_ui/overlay/actions-menu';
import { DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import type { ModelPrice, PriceTask } from '../_model/model-price';

/** The actions on a price. */
export function PriceActions({ price, onTask }: { price: ModelPrice; onTask: (task: PriceTask) => void }) {
  return (
    <ActionsMenu name={price.model}>
      <DropdownMenuItem onSelect={() => onTask({ kind: 'edit', price })}>
        <Pencil aria-hidden /> Edit
      </DropdownMenuItem>
      <DropdownMenuItem danger onSelect={() => onTask({ kind: 'remove', price })}>
        <Trash2 aria-hidden /> Remove
      </DropdownMenuItem>
    </ActionsMenu>
  );
}
