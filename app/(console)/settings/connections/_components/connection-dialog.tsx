'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { Field } from '@/app/_ui/form/field';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { ConnectionFields } from '@/server/services/connection/schema';
import type { Connection } from '../_model/connection';
import { type ConnectionValues, connectionForm, toValues } from '../_model/connection-form';
import { PRESETS } from '../_model/presets';
import { MoreFields } from './more-fields';
import { SignInFields } from './sign-in-fields';

type ConnectionDialogProps = {
  /** The connection to edit; null for a new one. */
  connection: Connection | null;
  known: readonly Connection[];
  onClose: () => void;
};

/** Creates a connection, or changes one. */
export function ConnectionDialog({ connection, known, onClose }: ConnectionDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [preset, setPreset] = useState(PRESETS[0]);
  const set = useMutation(
    trpc.connection.set.mutationOptions({
      onSuccess: async (saved) => {
        await invalidate(queryClient, trpc.connection.list.pathFilter());
        toast.success(`Connection ${saved.name} saved`);
        onClose();
      },
    }),
  );
  const isNew = (name: string) => connection !== null || known.every((other) => other.name !== name);
  const form = useServerForm<ConnectionValues, ConnectionFields>({
    schema: connectionForm.refine(({ name }) => isNew(name), {
      path: ['name'],
      message: 'This connection exists already. Edit it in the list.',
    }),
    defaultValues: toValues(connection, preset),
    send: set.mutateAsync,
  });
  const { control } = form;
  const kind = useWatch({ control, name: 'kind' });
  const choose = (value: string) => {
    const next = PRESETS.find((one) => one.value === value) ?? PRESETS[0];
    const typed = form.getValues('name');
    setPreset(next);
    form.reset(toValues(null, { ...next, name: typed === preset.name ? next.name : typed }));
    form.setFailure(null);
  };
  const title = connection ? 'Edit connection' : 'New connection';
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description="Flows name it and never see its credential. Changes apply to calls from now on."
        className="max-w-xl"
      >
        <DialogForm form={form} label={title} submit="Save connection">
          {connection === null && (
            <Field label="Connect to" error={null}>
              {(tie) => (
                <Select
                  {...tie}
                  value={preset.value}
                  onValueChange={choose}
                  options={PRESETS}
                  className="w-full"
                />
              )}
            </Field>
          )}
          <FormField
            control={control}
            name="name"
            label="Name"
            hint="Lower-case letters, digits, - and _, such as crm. Nodes name it."
          >
            {(field) => (
              <Input
                {...field}
                className="font-mono read-only:text-ink-2"
                autoComplete="off"
                spellCheck={false}
                readOnly={connection !== null}
              />
            )}
          </FormField>
          <FormField control={control} name="address" label="Address" hint={ADDRESS_HINTS[kind]}>
            {(field) => (
              <Input
                {...field}
                className="font-mono"
                placeholder="https://api.example.com/v1"
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </FormField>
          <SignInFields control={control} stored={connection?.auth.type ?? null} />
          <MoreFields control={control} kind={kind} />
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}

const ADDRESS_HINTS = {
  http: 'Nodes add a path, such as /customers.',
  model: 'The part before /chat/completions.',
} as const satisfies Record<Connection['kind'], string>;
