'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { signOutHere } from '@/app/_features/sign-in/sign-out-here';
import { hasUnsavedDraft } from '@/app/_lib/browser-data';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';

/** Signs the person out everywhere, also here. */
export function EndSignIns() {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const end = useMutation(trpc.account.endSignIns.mutationOptions({ onSuccess: () => signOutHere() }));
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Sign out everywhere
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Sign out everywhere?"
        action="Sign out everywhere"
        pending={end.isPending || end.isSuccess}
        error={toShownError(end.error)}
        onConfirm={() => end.mutate()}
      >
        You will be signed out of every browser, this one included, and can sign in again at once. API keys go
        on working.
        {open &&
          hasUnsavedDraft() &&
          ' This browser has changes to a flow that are not saved, and signing out deletes them.'}
      </ConfirmDialog>
    </>
  );
}
