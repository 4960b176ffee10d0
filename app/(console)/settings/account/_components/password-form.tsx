'use client';
import { useMutation } from '@tanstack/react-query';
import { signIn } from 'next-auth/react';
import { AccountHint } from '@/app/_features/sign-in/account-hint';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Form } from '@/app/_ui/form/form';
import { FormField } from '@/app/_ui/form/form-field';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { changePasswordSchema } from '@/server/services/user/schema';

/** Changes the password. That ends every sign-in, so this one is renewed with the new password. */
export function PasswordForm() {
  const trpc = useTRPC();
  const { user } = useViewer();
  const change = useMutation(trpc.account.changePassword.mutationOptions());
  const form = useServerForm({
    schema: changePasswordSchema,
    defaultValues: { current: '', next: '' },
    send: async (values) => {
      await change.mutateAsync(values);
      const { email } = user;
      const again = await signIn('credentials', { email, password: values.next, redirect: false });
      // With two-step sign-in a code has to follow, which the sign-in page asks for.
      if (!again?.ok || again.error) return window.location.assign(paths.signIn(paths.account()));
      toast.success('Password changed', { description: 'You are signed out everywhere else.' });
    },
    onSent: () => {
      form.reset();
    },
  });
  return (
    <Card>
      <CardHeader title="Password" description="Changing it signs you out everywhere else." />
      <Form form={form} layout="card" label="Change password" submit="Change password">
        <AccountHint email={user.email} />
        <FormField control={form.control} name="current" label="Current password">
          {(field) => <PasswordInput {...field} required autoComplete="current-password" />}
        </FormField>
        <FormField control={form.control} name="next" label="New password" hint="At least 12 characters.">
          {(field) => <PasswordInput {...field} required autoComplete="new-password" />}
        </FormField>
        <PasswordStrength control={form.control} name="next" />
      </Form>
    </Card>
  );
}
