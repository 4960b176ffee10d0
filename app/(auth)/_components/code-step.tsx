'use client';
import { CODE_HINT, CodeInput } from '@/app/_features/sign-in/code-input';
import { leaveTo } from '@/app/_lib/leave-to';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { FormField } from '@/app/_ui/form/form-field';
import type { ShownError } from '@/app/_ui/state/error-state';
import { codeSchema } from '@/server/services/factor/schema';
import { AuthForm } from './auth-frame';
import { enterByCode } from './enter';

type CodeStepProps = { ticket: string; target: string; onBack: (error: ShownError | null) => void };

/** The second step of a sign-in: the code after the password. */
export function CodeStep({ ticket, target, onBack }: CodeStepProps) {
  const form = useServerForm({
    schema: codeSchema,
    defaultValues: { code: '' },
    send: async ({ code }) => {
      const result = await enterByCode(ticket, code);
      if (result.outcome === 'in') return leaveTo(target);
      if (result.outcome === 'lapsed') onBack(result.error);
      if (result.outcome === 'refused') form.setFailure(result.error);
    },
  });
  return (
    <>
      <AuthForm
        title="Enter your code"
        lead="Password accepted. Two-step sign-in is on for this account."
        form={form}
        submit="Sign in"
      >
        <FormField control={form.control} name="code" label="Code" hint={CODE_HINT}>
          {(field) => <CodeInput {...field} />}
        </FormField>
      </AuthForm>
      <Button variant="ghost" className="mt-3 w-full" onClick={() => onBack(null)}>
        Back
      </Button>
    </>
  );
}
