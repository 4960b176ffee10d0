'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  EnvironmentSelect,
  OWN_VALUE_HINT,
  PRODUCTION,
} from '@/app/_features/environment/environment-select';
import { useEnvironments } from '@/app/_features/environment/use-environments';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { secretSchema } from '@/server/services/secret/schema';
import type { Secret } from '../_model/secret';

type SecretDialogProps = {
  /** The secret to replace; null for a new one. */
  secret: Secret | null;
  known: readonly Secret[];
  onClose: () => void;
};

/** Creates a secret, or replaces its value. */
export function SecretDialog({ secret, known, onClose }: SecretDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const set = useMutation(
    trpc.secret.set.mutationOptions({
      onSuccess: async (saved) => {
        await invalidate(queryClient, trpc.secret.list.pathFilter());
        toast.success(`Secret ${saved.name} saved`);
        onClose();
      },
    }),
  );
  const isNew = (name: string) => secret !== null || known.every((other) => other.name !== name);
  const form = useServerForm({
    schema: secretSchema.extend({
      name: secretSchema.shape.name.refine(
        isNew,
        'This secret exists already. Replace its value in the list.',
      ),
    }),
    defaultValues: { name: secret?.name ?? '', environment: PRODUCTION, value: '' },
    send: set.mutateAsync,
  });
  const environments = useEnvironments();
  const title = secret ? 'Replace value' : 'Add secret';
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description="The value is stored encrypted and cannot be read again, here or over the API."
      >
        <DialogForm form={form} label={title} submit="Save secret">
          <FormField
            control={form.control}
            name="name"
            label="Name"
            hint="Letters, digits and _, such as PAYMENTS_KEY. Flows write {{ $secret.PAYMENTS_KEY }}."
          >
            {(field) => (
              <Input
                {...field}
                className="font-mono read-only:text-ink-2"
                autoComplete="off"
                spellCheck={false}
                readOnly={secret !== null}
              />
            )}
          </FormField>
          {secret && environments.length > 0 && (
            <FormField control={form.control} name="environment" label="Environment" hint={OWN_VALUE_HINT}>
              {(field) => <EnvironmentSelect {...field} options={environments} />}
            </FormField>
          )}
          <FormField
            control={form.control}
            name="value"
            label={secret ? 'New value' : 'Value'}
            hint="At least 8 characters. White space around it is removed."
          >
            {(field) => (
              <Textarea {...field} rows={3} className="font-mono" autoComplete="off" spellCheck={false} />
            )}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
