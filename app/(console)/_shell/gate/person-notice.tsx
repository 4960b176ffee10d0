'use client';
import { useMutation } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';

/** A notice about the person's account, on every page until they dismiss it. */
export function PersonNotice() {
  const trpc = useTRPC();
  const dismiss = useMutation(trpc.account.dismissNotice.mutationOptions());
  if (dismiss.isSuccess) return null;
  return (
    <section
      aria-label="About your account"
      className="flex flex-wrap items-start gap-3 border-b bg-waiting-soft px-4 py-3 text-sm"
    >
      <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">The earlier password of this account no longer works.</p>
        <p className="text-ink-2">
          Somebody set up this account with a password before you first signed in through your identity
          provider. It may not have been you, so its password, sign-ins and API keys were revoked. If an
          integration used one of those keys, create a new key for it.
        </p>
      </div>
      <Button size="sm" pending={dismiss.isPending} onClick={() => dismiss.mutate()}>
        Dismiss
      </Button>
    </section>
  );
}
