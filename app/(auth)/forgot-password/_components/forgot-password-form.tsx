'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';

const WITHOUT_MAIL =
  'This server does not send mail. Ask an owner or admin of your organization for a password reset link. The administrator of this server can create one, too.';

/** Requests a link to choose a new password, or names who can create one. */
export function ForgotPasswordForm({ sendsMail }: { sendsMail: boolean }) {
  const trpc = useTRPC();
  const [email, setEmail] = useState('');
  const request = useMutation(trpc.account.requestReset.mutationOptions());
  if (!sendsMail) return <Note title="Forgot your password?">{WITHOUT_MAIL}</Note>;
  if (request.isSuccess)
    return (
      <Note title="Check your mail">
        If there is an account for {email}, a link to choose a new password is on its way. It works for 30
        minutes. If nothing arrives, check your spam folder or try again later.
      </Note>
    );
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">Forgot your password?</h1>
      <p className="mt-0.5 mb-6 text-ink-2">You get a link by mail to choose a new password.</p>
      <FormShell
        label="Forgot your password?"
        submit="Send the link"
        pending={request.isPending}
        error={toFormError(request.error, ['email'])}
        onSubmit={() => request.mutate({ email })}
      >
        <Field label="Email" error={fieldError(request.error, 'email')}>
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
      </FormShell>
      <BackToSignIn />
    </>
  );
}

function Note({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="status">
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <p className="mt-1 text-ink-2 [overflow-wrap:anywhere]">{children}</p>
      <BackToSignIn />
    </div>
  );
}

function BackToSignIn() {
  return (
    <Button asChild variant="ghost" className="mt-3 w-full">
      <Link href={paths.signIn()}>Back to sign in</Link>
    </Button>
  );
}
