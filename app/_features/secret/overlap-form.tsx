'use client';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Select } from '@/app/_ui/form/select';
import { overlapSchema } from '@/server/services/overlap-schema';

const OVERLAPS = [
  { value: '0', label: 'At once' },
  { value: '3600000', label: 'After 1 hour' },
  { value: '86400000', label: 'After 1 day' },
  { value: '604800000', label: 'After 7 days' },
] as const;

const schema = z.object({
  overlapMs: z
    .enum(OVERLAPS.map(({ value }) => value))
    .transform(Number)
    .pipe(overlapSchema),
});

type OverlapFormProps = {
  /** The verb and the noun, e.g. "Rotate key". */
  action: string;
  label: string;
  /** The consequence of no overlap. */
  atOnce: string;
  /** The consequence of an overlap. */
  later: string;
  send: (overlapMs: number) => Promise<unknown>;
};

/** Asks how long an old secret stays valid beside its successor. */
export function OverlapForm({ action, label, atOnce, later, send }: OverlapFormProps) {
  const form = useServerForm({
    schema,
    defaultValues: { overlapMs: '86400000' },
    send: ({ overlapMs }) => send(overlapMs),
  });
  const overlap = useWatch({ control: form.control, name: 'overlapMs' });
  return (
    <DialogForm form={form} label={action} submit={action}>
      <FormField
        control={form.control}
        name="overlapMs"
        label={label}
        hint={overlap === '0' ? atOnce : later}
      >
        {({ onChange, ...field }) => <Select {...field} onValueChange={onChange} options={OVERLAPS} />}
      </FormField>
    </DialogForm>
  );
}
