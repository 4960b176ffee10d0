'use client';
import Link from 'next/link';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { leaveTo } from '@/app/_lib/leave-to';
import { paths } from '@/app/_lib/paths';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { PasswordInput } from '@/app/_ui/form/password-input';
import type { ShownError } from '@/app/_ui/state/error-state';
import { credentialsSchema } from '@/server/services/user/schema';
import { AuthForm } from './auth-frame';
import { CodeStep } from './code-step';
import { enter } from './enter';
import { toProviderError } from './provider-error';

type SignInFormProps = { target: string; oidcName: string | null; demo: boolean; refusal: string | null };

/** Lets a person in and leads to `target`. */
export function SignInForm({ target, oidcName, demo, refusal }: SignInFormProps) {
  const [ticket, setTicket] = useState<string | null>(null);
  const form = useServerForm({
    schema: credentialsSchema,
    defaultValues: { email: '', password: '' },
    failure: refusal === null ? null : toProviderError(refusal),
    send: async ({ email, password }) => {
      const result = await enter(email, password);
      if (result.outcome === 'in') return leaveTo(target);
      if (result.outcome === 'code') setTicket(result.ticket);
      else form.setFailure(result.error);
    },
  });
  const goBack = (failure: ShownError | null) => {
    setTicket(null);
    form.setFailure(failure);
  };
  if (ticket) return <CodeStep ticket={ticket} target={target} onBack={goBack} />;
  return (
    <>
      <AuthForm title="Sign in" lead="to the console of this server." form={form} submit="Sign in">
        <FormField control={form.control} name="email" label="Email">
          {(field) => <Input {...field} type="email" autoComplete="username" required />}
        </FormField>
        <FormField control={form.control} name="password" label="Password">
          {(field) => <PasswordInput {...field} autoComplete="current-password" required />}
        </FormField>
      </AuthForm>
      <Button asChild variant="ghost" className="mt-3 w-full">
        <Link href={paths.forgotPassword()}>Forgot your password?</Link>
      </Button>
      {oidcName && (
        <Button size="lg" className="mt-3 w-full" onClick={() => signIn('oidc', { callbackUrl: target })}>
          Continue with {oidcName}
        </Button>
      )}
      {demo && (
        <p className="mt-6 border-t pt-4 text-ink-2 text-sm">
          This server runs with demo data. Its email and password were printed when it started, and are saved
          in <code className="rounded-sm bg-hover px-1 py-0.5 font-mono text-xs">.data/demo.json</code>.
        </p>
      )}
    </>
  );
}
