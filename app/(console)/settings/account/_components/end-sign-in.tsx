'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import { leave } from '@/app/(console)/_shell/gate/leave';
import { describeDevice, type SignIn } from './describe-device';

/** Signs out one sign-in; the current one as the menu does. */
export function EndSignIn({ signIn }: { signIn: SignIn }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const end = useMutation(
    trpc.account.endSignIn.mutationOptions({
      onSuccess: () => invalidate(queries, trpc.account.listSignIns.queryFilter()),
      onError: (error) => toast.error(toShownError(error)?.title),
    }),
  );
  const press = () => (signIn.isThisOne ? leave() : end.mutate({ signInId: signIn.id }));
  return (
    <Button
      size="sm"
      pending={end.isPending}
      aria-label={`Sign out of ${describeDevice(signIn)}${signIn.isThisOne ? ', this one' : ''}`}
      onClick={press}
    >
      Sign out
    </Button>
  );
}
