'use client';
import type { RefObject } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { ExistingElement } from '@/app/_ui/overlay/radix/existing-element';
import { Sheet, SheetContent, SheetTrigger } from '@/app/_ui/overlay/sheet';
import { Sidebar } from './sidebar';

type MenuSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens it, which gets the focus back. */
  trigger: RefObject<HTMLButtonElement | null>;
};

/** The sidebar of narrow windows. */
export function MenuSheet({ open, onOpenChange, trigger }: MenuSheetProps) {
  const viewer = useViewer();
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetTrigger asChild>
        <ExistingElement element={trigger} />
      </SheetTrigger>
      <SheetContent side="left" title="Menu" className="max-w-72">
        <Sidebar viewer={viewer} onGo={() => onOpenChange(false)} />
      </SheetContent>
    </Sheet>
  );
}
