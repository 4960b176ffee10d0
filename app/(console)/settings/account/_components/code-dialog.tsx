import type { ReactNode } from 'react';
import { CODE_HINT, CodeInput } from '@/app/_features/sign-in/code-input';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { DialogContent } from '@/app/_ui/overlay/dialog';
import { codeSchema } from '@/server/services/factor/schema';

type CodeDialogProps = {
  title: string;
  description: ReactNode;
  action: string;
  onCode: (input: { code: string }) => Promise<unknown>;
};

/** Asks for a code before something about the second factor changes. */
export function CodeDialog({ title, description, action, onCode }: CodeDialogProps) {
  const form = useServerForm({ schema: codeSchema, defaultValues: { code: '' }, send: onCode });
  return (
    <DialogContent title={title} description={description} className="max-w-md">
      <DialogForm form={form} label={title} submit={action}>
        <FormField control={form.control} name="code" label="Code" hint={CODE_HINT}>
          {(field) => <CodeInput {...field} />}
        </FormField>
      </DialogForm>
    </DialogContent>
  );
}
