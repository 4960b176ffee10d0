'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
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
import { configValueSchema } from '@/server/services/config/schema';
import type { ConfigValue } from '../_model/config-value';
import { formatValueText, parseValueText } from '../_model/value-text';

type ConfigDialogProps = {
  /** The value to change; null for a new one. */
  value: ConfigValue | null;
  known: readonly ConfigValue[];
  onClose: () => void;
};

/** Creates a configuration value, or changes it. */
export function ConfigDialog({ value, known, onClose }: ConfigDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const set = useMutation(
    trpc.config.set.mutationOptions({
      onSuccess: async (saved) => {
        await invalidate(queryClient, trpc.config.list.pathFilter());
        toast.success(`Configuration value ${saved.name} saved`);
        onClose();
      },
    }),
  );
  const isNew = (name: string) => value !== null || known.every((other) => other.name !== name);
  const form = useServerForm({
    schema: z.object({
      name: configValueSchema.shape.name.refine(
        isNew,
        'This name exists already. Change its value in the list.',
      ),
      environment: z.string(),
      value: z.string(),
    }),
    defaultValues: { name: value?.name ?? '', environment: PRODUCTION, value: textIn(value, PRODUCTION) },
    send: ({ name, environment, value: text }) =>
      set.mutateAsync({ name, environment, value: parseValueText(text) }),
  });
  const environments = useEnvironments();
  const title = value ? 'Change configuration value' : 'Add configuration value';
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description="Sessions that start from now on have the new value. Running sessions keep theirs."
      >
        <DialogForm form={form} label={title} submit="Save value">
          <FormField
            control={form.control}
            name="name"
            label="Name"
            hint="Letters, digits and _, such as SERVICE_LIMIT. Flows read it as $config.SERVICE_LIMIT."
          >
            {(field) => (
              <Input
                {...field}
                className="font-mono read-only:text-ink-2"
                autoComplete="off"
                spellCheck={false}
                readOnly={value !== null}
              />
            )}
          </FormField>
          {value && environments.length > 0 && (
            <FormField control={form.control} name="environment" label="Environment" hint={OWN_VALUE_HINT}>
              {({ onChange, ...field }) => (
                <EnvironmentSelect
                  {...field}
                  options={environments}
                  onChange={(environment) => {
                    onChange(environment);
                    form.setValue('value', textIn(value, environment));
                  }}
                />
              )}
            </FormField>
          )}
          <FormField
            control={form.control}
            name="value"
            label="Value"
            hint='A number, true, false, a list or an object is read as such, anything else as text. Quotes keep "007" a text.'
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

/** The text of the value in an environment: its own, or else that of production. */
function textIn(value: ConfigValue | null, environment: string): string {
  if (!value) return '';
  const own = value.overrides.find((override) => override.environment === environment);
  return formatValueText(own ? own.value : value.value);
}
