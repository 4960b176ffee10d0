'use client';
import type { ReactNode } from 'react';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';

type Removal<Input> = {
  isPending: boolean;
  error: unknown;
  reset: () => void;
  mutate: (input: Input, options: { onSuccess: () => void }) => void;
};

type RemoveDialogProps<Input> = {
  /** What names the thing to remove; null while the dialog is closed. */
  input: Input | null;
  title: string;
  /** The words of the button. */
  action: string;
  remove: Removal<Input>;
  onClose: () => void;
  /** What the removal leads to. */
  children: ReactNode;
};

/** Asks before something is removed, and closes when it is. */
export function RemoveDialog<Input>({ input, remove, onClose, ...words }: RemoveDialogProps<Input>) {
  return (
    <ConfirmDialog
      {...words}
      open={input !== null}
      onOpenChange={(open) => {
        remove.reset();
        if (!open) onClose();
      }}
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => input !== null && remove.mutate(input, { onSuccess: onClose })}
    />
  );
}
