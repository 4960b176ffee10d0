'use client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { EnrollFactor } from '@/app/_features/factor/enroll-factor';
import { RecoveryCodes } from '@/app/_features/factor/recovery-codes';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';

/** Sets up an authenticator app and shows the recovery codes. A click beside the dialog does not close it. */
export function AddFactor({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useMutation(trpc.account.beginFactor.mutationOptions());
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    begin.mutate();
  }, [begin]);
  const error = toShownError(begin.error);
  return (
    <DialogContent
      title="Set up two-step sign-in"
      description="You need an authenticator app, such as the one in your password manager."
      className="max-w-md"
      onInteractOutside={(event) => event.preventDefault()}
    >
      {error && <ErrorState error={error} onRetry={() => begin.mutate()} />}
      {!error && !begin.data && (
        <DialogBody>
          <Skeleton className="mx-auto size-48" />
        </DialogBody>
      )}
      {begin.data && !codes && <EnrollFactor factor={begin.data} layout="dialog" onDone={setCodes} />}
      {codes && (
        <>
          <DialogBody>
            <RecoveryCodes codes={codes} />
          </DialogBody>
          <DialogFooter>
            <Button variant="primary" onClick={onDone}>
              I have saved them
            </Button>
          </DialogFooter>
        </>
      )}
    </DialogContent>
  );
}
