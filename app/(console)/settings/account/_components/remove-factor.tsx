'use client';
import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { CodeDialog } from './code-dialog';

/** Turns two-step sign-in off, for a code. */
export function RemoveFactor({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.account.removeFactor.mutationOptions({ onSuccess: onDone }));
  return (
    <CodeDialog
      title="Turn off two-step sign-in?"
      description="Your password alone signs you in from then on, and your recovery codes no longer work."
      action="Turn off"
      pending={remove.isPending}
      error={remove.error}
      onCode={(code) => remove.mutate({ code })}
    />
  );
}
