'use client';
import { useState, useSyncExternalStore } from 'react';
import { signOutHere } from '@/app/_features/sign-in/sign-out-here';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { isAskingToLeave, setAsking, watchAsking } from './leave';

/** Asks before a sign-out that would lose a draft. */
export function LeaveDialog() {
  const open = useSyncExternalStore(watchAsking, isAskingToLeave, () => false);
  const [pending, setPending] = useState(false);
  const confirm = () => {
    setPending(true);
    signOutHere().catch(() => setPending(false));
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setAsking}
      title="Sign out?"
      action="Sign out"
      pending={pending}
      error={null}
      onConfirm={confirm}
    >
      This browser has changes to a flow that are not saved, and signing out deletes them.
    </ConfirmDialog>
  );
}
