'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Unlink } from 'lucide-react';
import Link from 'next/link';
import { AccountHint } from '@/app/_features/sign-in/account-hint';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { FormField } from '@/app/_ui/form/form-field';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { applyResetSchema } from '@/server/services/user/schema';
import { AuthForm, AuthNotice } from '../../../_components/auth-frame';
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
  const reset = useMutation(trpc.account.applyReset.mutationOptions());
  const form = useServerForm({
    schema: applyResetSchema,
    defaultValues: { token, password: '' },
    send: reset.mutateAsync,
  });
  if (findProblem(reset.error)?.code === 'not_found') return <ResetOver />;
  if (reset.isSuccess) return <ResetDone />;
  return (
    <AuthForm
      title="Choose a new password"
      lead={`For ${email}. You will be signed out everywhere.`}
      form={form}
      submit="Save the password"
    >
      <AccountHint email={email} />
      <FormField control={form.control} name="password" label="New password" hint="At least 12 characters.">
        {(field) => <PasswordInput {...field} autoComplete="new-password" required />}
      </FormField>
      <PasswordStrength control={form.control} name="password" />
    </AuthForm>
  );
}

function ResetDone() {
  return (
    <AuthNotice
      role="status"
      title="Your password is saved"
      action={
        <Button asChild variant="primary" size="lg" className="w-full">
          <Link href={paths.signIn()}>Sign in</Link>
        </Button>
      }
    />
  );
}

/** Stands there for a link that was used, has expired or never existed. */
function ResetOver() {
  return (
    <AuthNotice
      role="alert"
      icon={Unlink}
      title="This link is no longer valid"
      action={
        <Button asChild>
          <Link href={paths.forgotPassword()}>Request a new link</Link>
        </Button>
      }
    >
      <p>
        A reset link works once, within 30 minutes, and only until the password changes. Part of the link may
        be missing.
      </p>
    </AuthNotice>
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
