'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ZodType, z } from 'zod';
import { enterOrganization } from '@/app/_features/organization/enter-organization';
import { AccountHint } from '@/app/_features/sign-in/account-hint';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { newcomerSchema } from '@/server/services/invitation/schema';
import { credentialsSchema } from '@/server/services/user/schema';
import { AuthForm } from '../../../_components/auth-frame';
import { enter } from '../../../_components/enter';
import { getInvitation } from '../_model/invitation-query';
import { LinkOver } from './link-over';

/** Lets the holder of the link join: with a name and a password, or with the password they have. */
export function JoinForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const invitation = useQuery(getInvitation(trpc, token));
  if (findProblem(invitation.error)?.code === 'not_found') return <LinkOver />;
  const error = toShownError(invitation.error);
  if (error) return <ErrorState error={error} onRetry={invitation.refetch} />;
  return invitation.data ? <Join token={token} invitation={invitation.data} /> : <JoinSkeleton />;
}

type JoinProps = { token: string; invitation: RouterOutputs['organization']['getInvitation'] };

function Join({ token, invitation }: JoinProps) {
  const trpc = useTRPC();
  const { email, organization, role, hasAccount, isSignedIn } = invitation;
  const join = useMutation(trpc.organization.acceptInvitation.mutationOptions());
  const form = useServerForm({
    schema: toSchema(invitation),
    defaultValues: { name: '', password: '' },
    send: async (values) => {
      const { orgId } = await join.mutateAsync({ token, ...values });
      const isIn = isSignedIn || (await enter(email, values.password)).outcome === 'in';
      if (!isIn || !(await enterOrganization(orgId))) window.location.assign(paths.signIn());
    },
  });
  if (findProblem(join.error)?.code === 'not_found') return <LinkOver />;
  return (
    <AuthForm
      title={`Join ${organization}`}
      lead={`You are invited as ${role}, with ${email}.`}
      label="Join"
      form={form}
      submit={`Join ${organization}`}
      pending={join.isPending || join.isSuccess}
    >
      <AccountHint email={email} />
      {!hasAccount && (
        <FormField control={form.control} name="name" label="Your name" hint="Shown to other members.">
          {(field) => <Input {...field} autoComplete="name" />}
        </FormField>
      )}
      {!isSignedIn && (
        <FormField
          control={form.control}
          name="password"
          label={hasAccount ? 'Your password' : 'Password'}
          hint={
            hasAccount
              ? 'You already have an account on this server. Enter its password.'
              : 'At least 12 characters.'
          }
        >
          {(field) => (
            <PasswordInput {...field} autoComplete={hasAccount ? 'current-password' : 'new-password'} />
          )}
        </FormField>
      )}
      {!hasAccount && !isSignedIn && <PasswordStrength control={form.control} name="password" />}
    </AuthForm>
  );
}

type Joiner = z.input<typeof newcomerSchema>;

/** A new person chooses a name and a password, a known one enters theirs unless they are signed in. */
function toSchema({ hasAccount, isSignedIn }: JoinProps['invitation']): ZodType<Joiner, Joiner> {
  if (!hasAccount) return newcomerSchema;
  const password = isSignedIn ? z.string() : credentialsSchema.shape.password;
  return z.object({ name: z.string(), password });
}

function JoinSkeleton() {
  return (
    <div className="space-y-4">
      <p role="status" className="sr-only">
        Loading the invitation
      </p>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="w-72 max-w-full" />
      <Skeleton className="mt-6 h-9 w-full" />
      <Skeleton className="h-9 w-full" />
    </div>
  );
}
