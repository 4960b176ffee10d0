'use client';
import Link from 'next/link';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { PasswordInput } from '@/app/_ui/form/password-input';
import type { ShownError } from '@/app/_ui/state/error-state';
import { CodeStep } from './code-step';
import { enter } from './enter';
import { toProviderError } from './provider-error';

type SignInFormProps = { target: string; oidcName: string | null; demo: boolean; refusal: string | null };

/** Signs a person in and opens `target`. */
export function SignInForm({ target, oidcName, demo, refusal }: SignInFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ShownError | null>(refusal === null ? null : toProviderError(refusal));
  const [ticket, setTicket] = useState<string | null>(null);
  const submit = async () => {
    setPending(true);
    const result = await enter(email, password);
    // After success the button stays pending until the next page is shown.
    if (result.outcome === 'in') return window.location.assign(target);
    setPending(false);
    if (result.outcome === 'code') setTicket(result.ticket);
    else setError(result.error);
  };
  const goBack = (failure: ShownError | null) => {
    setTicket(null);
    setError(failure);
  };
  if (ticket) return <CodeStep ticket={ticket} target={target} onBack={goBack} />;
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">Sign in</h1>
      <p className="mt-0.5 mb-6 text-ink-2">to the console of this server.</p>
      <FormShell label="Sign in" submit="Sign in" pending={pending} error={error} onSubmit={submit}>
        <Field label="Email" error={null}>
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label="Password" error={null}>
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      </FormShell>
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
