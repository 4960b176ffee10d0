'use client';
import { useMutation } from '@tanstack/react-query';
import { PasswordStrength } from '@/app/_features/sign-in/password-strength';
import { leaveTo } from '@/app/_lib/leave-to';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { signUpSchema } from '@/server/services/user/schema';
import { AuthForm } from './auth-frame';
import { enter } from './enter';

/** Makes the first organization and its owner, and lets them in. */
export function SignUpForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const signUp = useMutation(trpc.account.signUpOwner.mutationOptions());
  const form = useServerForm({
    schema: signUpSchema,
    defaultValues: { token, organization: '', name: '', email: '', password: '' },
    send: async (values) => {
      const outcome = await signUp.mutateAsync(values);
      const isIn = outcome === 'made' && (await enter(values.email, values.password)).outcome === 'in';
      return leaveTo(isIn ? paths.home() : paths.signIn());
    },
  });
  const { control } = form;
  return (
    <AuthForm
      title="Set up this server"
      lead="No account exists yet. You will be the owner."
      label="Set up"
      form={form}
      submit="Create organization"
    >
      <FormField
        control={control}
        name="token"
        label="Set-up token"
        hint="Printed when the server started, and saved in the file setup-token of its data folder."
      >
        {(field) => <Input {...field} required autoComplete="off" spellCheck={false} />}
      </FormField>
      <FormField control={control} name="organization" label="Organization">
        {(field) => <Input {...field} required autoComplete="organization" />}
      </FormField>
      <FormField control={control} name="name" label="Your name">
        {(field) => <Input {...field} required autoComplete="name" />}
      </FormField>
      <FormField control={control} name="email" label="Email">
        {(field) => <Input {...field} required type="email" autoComplete="username" />}
      </FormField>
      <FormField control={control} name="password" label="Password" hint="At least 12 characters.">
        {(field) => <PasswordInput {...field} required autoComplete="new-password" />}
      </FormField>
      <PasswordStrength control={control} name="password" />
    </AuthForm>
  );
}
