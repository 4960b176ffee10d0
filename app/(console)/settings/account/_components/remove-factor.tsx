'use client';
import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { CodeDialog } from './code-dialog';

/** Turns off two-step sign-in, after asking for a code. */
export function RemoveFactor({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.account.removeFactor.mutationOptions({ onSuccess: onDone }));
  return (
    <CodeDialog
      title="Turn off two-step sign-in?"
      description="You will sign in with your password alone, and your recovery codes stop working."
      action="Turn off"
      onCode={remove.mutateAsync}
    />
  );
}
