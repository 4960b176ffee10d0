'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Unlink } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, findProblem, toFormError, toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { getReset } from '../_model/reset-query';

/** Lets the holder of the link choose a new password. */
export function ResetForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const reset = useQuery(getReset(trpc, token));
  if (findProblem(reset.error)?.code === 'not_found') return <ResetOver />;
  const error = toShownError(reset.error);
  if (error) return <ErrorState error={error} onRetry={reset.refetch} />;
  return reset.data ? <Choose token={token} email={reset.data.email} /> : <ResetSkeleton />;
}

function Choose({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const use = useMutation(trpc.account.applyReset.mutationOptions());
  if (findProblem(use.error)?.code === 'not_found') return <ResetOver />;
  if (use.isSuccess) return <ResetDone />;
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">Choose a new password</h1>
      <p className="mt-0.5 mb-6 text-ink-2 [overflow-wrap:anywhere]">
        For {email}. You will be signed out everywhere.
      </p>
      <FormShell
        label="Choose a new password"
        submit="Save the password"
        pending={use.isPending}
        error={toFormError(use.error, ['password'])}
        onSubmit={() => use.mutate({ token, password })}
      >
        {/* Tells a password manager whose password this is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <Field label="New password" hint="At least 12 characters." error={fieldError(use.error, 'password')}>
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              autoComplete="new-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <PasswordStrength password={password} />
      </FormShell>
    </>
  );
}

function ResetDone() {
  return (
    <div role="status" className="space-y-4">
      <h1 className="font-semibold text-xl tracking-tight">Your password is saved</h1>
      <Button asChild variant="primary" size="lg" className="w-full">
        <Link href={paths.signIn()}>Sign in</Link>
      </Button>
    </div>
  );
}

/** Shown for an invalid link: used, expired, or never created. */
function ResetOver() {
  return (
    <div role="alert" className="space-y-4">
      <Unlink aria-hidden className="size-6 text-ink-3" />
      <div>
        <h1 className="font-semibold text-xl tracking-tight">This link is no longer valid</h1>
        <p className="mt-1 text-ink-2">
          A reset link works once, within 30 minutes, and only until the password changes. Part of the link
          may be missing.
        </p>
      </div>
      <Button asChild>
        <Link href={paths.forgotPassword()}>Request a new link</Link>
      </Button>
    </div>
  );
}

function ResetSkeleton() {
  return (
    <div className="space-y-4">
      <p role="status" className="sr-only">
        Checking the link
      </p>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-6 h-9 w-full" />
    </div>
  );
}
