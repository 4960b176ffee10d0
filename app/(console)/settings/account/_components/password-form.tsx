'use client';
import { useMutation } from '@tanstack/react-query';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardHeader } from '@/app/_ui/page/card';

const BLANK = { current: '', next: '' };

/** Changes the password. All sign-ins end, so this one is renewed with the new password. */
export function PasswordForm() {
  const trpc = useTRPC();
  const { user } = useViewer();
  const [values, setValues] = useState(BLANK);
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: async (_, { next }) => {
        const again = await signIn('credentials', { email: user.email, password: next, redirect: false });
        // With two-step sign-in the sign-in page asks for a code next.
        if (!again?.ok || again.error) return window.location.assign(paths.signIn(paths.account()));
        setValues(BLANK);
        toast.success('Password changed', {
          description: 'You are signed out everywhere else.',
        });
      },
    }),
  );
  const control = (field: keyof typeof BLANK) => ({
    required: true,
    value: values[field],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [field]: event.target.value }),
  });
  return (
    <Card>
      <CardHeader title="Password" description="Changing it signs you out everywhere else." />
      <FormShell
        layout="card"
        label="Change password"
        submit="Change password"
        pending={change.isPending}
        error={toFormError(change.error, ['current', 'next'])}
        onSubmit={() => change.mutate(values)}
      >
        {/* Tells a password manager whose password this is. */}
        <input type="email" name="username" autoComplete="username" value={user.email} readOnly hidden />
        <Field label="Current password" error={fieldError(change.error, 'current')}>
          {(tie) => <PasswordInput {...tie} {...control('current')} autoComplete="current-password" />}
        </Field>
        <Field label="New password" hint="At least 12 characters." error={fieldError(change.error, 'next')}>
          {(tie) => <PasswordInput {...tie} {...control('next')} autoComplete="new-password" />}
        </Field>
        <PasswordStrength password={values.next} />
      </FormShell>
    </Card>
  );
}
