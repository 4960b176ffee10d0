'use client';
import { Sheet, SheetContent } from '@/app/_ui/overlay/sheet';
import type { Conversation } from '../_model/describe-hold';
import { PersonPane } from './person-pane';

type PersonSheetProps = {
  open: boolean;
  onClose: () => void;
  conversation: Conversation;
  onOpen: (sessionId: string) => void;
};

/** The person of a conversation, where the window has no room for a third column. */
export function PersonSheet({ open, onClose, conversation, onOpen }: PersonSheetProps) {
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()}>
      <SheetContent title="The person">
        <PersonPane conversation={conversation} onOpen={onOpen} />
      </SheetContent>
    </Sheet>
  );
}
