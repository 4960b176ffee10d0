'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { enterOrganization } from '@/app/_features/organization/enter-organization';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, findProblem, toFormError, toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { enter } from '../../../_components/enter';
import { getInvitation } from '../_model/invitation-query';
import { LinkOver } from './link-over';

/** Lets the holder of the link join: with a name and a new password, or with the password of their account. */
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
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const join = useMutation(
    trpc.organization.acceptInvitation.mutationOptions({
      onSuccess: async ({ orgId }) => {
        const isIn = isSignedIn || (await enter(email, password)).outcome === 'in';
        if (!isIn || !(await enterOrganization(orgId))) window.location.assign(paths.signIn());
      },
    }),
  );
  if (findProblem(join.error)?.code === 'not_found') return <LinkOver />;
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">Join {organization}</h1>
      <p className="mt-0.5 mb-6 text-ink-2 [overflow-wrap:anywhere]">
        You are invited as {role}, with {email}.
      </p>
      <FormShell
        label="Join"
        submit={`Join ${organization}`}
        pending={join.isPending || join.isSuccess}
        error={toFormError(join.error, ['name', 'password'])}
        onSubmit={() => join.mutate({ token, name, password })}
      >
        {/* Tells a password manager whose password this is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        {!hasAccount && (
          <Field label="Your name" hint="Shown to other members." error={fieldError(join.error, 'name')}>
            {(control) => (
              <Input
                {...control}
                name="name"
                autoComplete="name"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        {!isSignedIn && (
          <Field
            label={hasAccount ? 'Your password' : 'Password'}
            hint={
              hasAccount
                ? 'You already have an account on this server. Enter its password.'
                : 'At least 12 characters.'
            }
            error={fieldError(join.error, 'password')}
          >
            {(control) => (
              <PasswordInput
                {...control}
                name="password"
                autoComplete={hasAccount ? 'current-password' : 'new-password'}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        )}
        {!hasAccount && !isSignedIn && <PasswordStrength password={password} />}
      </FormShell>
    </>
  );
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
