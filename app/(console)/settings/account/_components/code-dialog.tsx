import { type ReactNode, useState } from 'react';
import { CodeField } from '@/app/_features/sign-in/code-field';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { FormShell } from '@/app/_ui/form/form';
import { DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';

type CodeDialogProps = {
  title: string;
  description: ReactNode;
  action: string;
  pending: boolean;
  error: unknown;
  onCode: (code: string) => void;
};

/** Asks for a code before the second factor changes. */
export function CodeDialog({ title, description, action, pending, error, onCode }: CodeDialogProps) {
  const [code, setCode] = useState('');
  return (
    <DialogContent title={title} description={description} className="max-w-md">
      <FormShell
        layout="dialog"
        label={title}
        submit={action}
        pending={pending}
        error={toFormError(error, ['code'])}
        onSubmit={() => onCode(code)}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <CodeField value={code} onChange={setCode} error={fieldError(error, 'code')} />
      </FormShell>
    </DialogContent>
  );
}
