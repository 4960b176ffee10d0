'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { EnrollFactor } from '@/app/_features/factor/enroll-factor';
import { RecoveryCodes } from '@/app/_features/factor/recovery-codes';
import { Confirmation } from '@/app/_features/sign-in/confirmation';
import { signOutHere } from '@/app/_features/sign-in/sign-out-here';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { AuthHeading } from '../../_components/auth-frame';

/** Makes a member set up an authenticator app before anything else. */
export function TwoStepForm({ target, oidcName }: { target: string; oidcName: string | null }) {
  const trpc = useTRPC();
  const { organization } = useViewer();
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useMutation(trpc.account.beginFactor.mutationOptions());
  const error = toShownError(begin.error);
  return (
    <>
      <AuthHeading title="Set up two-step sign-in">
        {organization.name} requires two-step sign-in. You need an authenticator app on your phone, such as
        the one in your password manager.
      </AuthHeading>
      {!begin.data && (
        <div className="space-y-4">
          {error && <ErrorNote error={error} />}
          <Button
            variant="primary"
            size="lg"
            className="w-full"
            pending={begin.isPending}
            onClick={() => begin.mutate()}
          >
            Set up
          </Button>
        </div>
      )}
      {begin.data && !codes && <EnrollFactor factor={begin.data} layout="page" onDone={setCodes} />}
      {codes && (
        <div className="space-y-5">
          <RecoveryCodes codes={codes} />
          <Button
            variant="primary"
            size="lg"
            className="w-full"
            onClick={() => window.location.assign(target)}
          >
            I have saved them
          </Button>
        </div>
      )}
      {!codes && (
        <Button variant="ghost" className="mt-3 w-full" onClick={signOutHere}>
          Sign out
        </Button>
      )}
      <Confirmation oidcName={oidcName} />
    </>
  );
}
