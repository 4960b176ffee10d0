'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { resetRequestSchema } from '@/server/services/user/schema';
import { AuthForm, AuthNotice } from '../../_components/auth-frame';

/** Requests a link to choose a new password, or names who can create one. */
export function ForgotPasswordForm({ sendsMail }: { sendsMail: boolean }) {
  const trpc = useTRPC();
  const request = useMutation(trpc.account.requestReset.mutationOptions());
  const form = useServerForm({
    schema: resetRequestSchema,
    defaultValues: { email: '' },
    send: request.mutateAsync,
  });
  if (!sendsMail)
    return (
      <AuthNotice role="status" title="Forgot your password?" action={<BackToSignIn />}>
        <p>
          This server does not send mail. Ask an owner or admin of your organization for a password reset
          link. The administrator of this server can create one, too.
        </p>
      </AuthNotice>
    );
  if (request.isSuccess)
    return (
      <AuthNotice role="status" title="Check your mail" action={<BackToSignIn />}>
        <p>
          If there is an account for {request.variables.email}, a link to choose a new password is on its way.
          It works for 30 minutes. If nothing arrives, check your spam folder or try again later.
        </p>
      </AuthNotice>
    );
  return (
    <>
      <AuthForm
        title="Forgot your password?"
        lead="You get a link by mail to choose a new password."
        form={form}
        submit="Send the link"
      >
        <FormField control={form.control} name="email" label="Email">
          {(field) => <Input {...field} type="email" autoComplete="username" required />}
        </FormField>
      </AuthForm>
      <BackToSignIn />
    </>
  );
}

function BackToSignIn() {
  return (
    <Button asChild variant="ghost" className="mt-3 w-full">
      <Link href={paths.signIn()}>Back to sign in</Link>
    </Button>
  );
}
