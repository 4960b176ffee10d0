'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { enter } from './enter';

const BLANK = { token: '', organization: '', name: '', email: '', password: '' };
const FIELDS = Object.keys(BLANK);

/** Creates the first organization and its owner, and signs them in. */
export function SignUpForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const [values, setValues] = useState({ ...BLANK, token });
  const signUp = useMutation(
    trpc.account.signUpOwner.mutationOptions({
      onSuccess: async (outcome, { email, password }) => {
        const isIn = outcome === 'made' && (await enter(email, password)).outcome === 'in';
        window.location.assign(isIn ? paths.home() : paths.signIn());
      },
    }),
  );
  const control = (field: keyof typeof BLANK) => ({
    name: field,
    required: true,
    value: values[field],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [field]: event.target.value }),
  });
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">Set up this server</h1>
      <p className="mt-0.5 mb-6 text-ink-2">No account exists yet. You will be the owner.</p>
      <FormShell
        label="Set up"
        submit="Create organization"
        pending={signUp.isPending || signUp.isSuccess}
        error={toFormError(signUp.error, FIELDS)}
        onSubmit={() => signUp.mutate(values)}
      >
        <Field
          label="Set-up token"
          hint="Printed when the server started, and saved in the file setup-token of its data folder."
          error={fieldError(signUp.error, 'token')}
        >
          {(tie) => <Input {...tie} {...control('token')} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label="Organization" error={fieldError(signUp.error, 'organization')}>
          {(tie) => <Input {...tie} {...control('organization')} autoComplete="organization" />}
        </Field>
        <Field label="Your name" error={fieldError(signUp.error, 'name')}>
          {(tie) => <Input {...tie} {...control('name')} autoComplete="name" />}
        </Field>
        <Field label="Email" error={fieldError(signUp.error, 'email')}>
          {(tie) => <Input {...tie} {...control('email')} type="email" autoComplete="username" />}
        </Field>
        <Field label="Password" hint="At least 12 characters." error={fieldError(signUp.error, 'password')}>
          {(tie) => <PasswordInput {...tie} {...control('password')} autoComplete="new-password" />}
        </Field>
        <PasswordStrength password={values.password} />
      </FormShell>
    </>
  );
}
