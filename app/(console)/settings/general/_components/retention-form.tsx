'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Form } from '@/app/_ui/form/form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { settingsSchema } from '@/server/services/organization/schema';
import { isShorter, parseDays, WHAT_GOES, WHAT_STAYS } from './retention-words';

const USUAL_DAYS = '90';

const CHOICES = [
  { value: 'forever', label: 'Forever' },
  { value: 'days', label: 'For a number of days' },
] as const;

const schema = z
  .object({ keep: z.enum(['forever', 'days']), retentionDays: z.string() })
  .transform(({ keep, retentionDays }, ctx) => {
    const days = parseDays(retentionDays);
    if (keep === 'forever' || days !== null) return { retentionDays: keep === 'forever' ? null : days };
    const message = 'Enter whole days from 1 to 3,650.';
    ctx.addIssue({ code: 'custom', path: ['retentionDays'], message });
    return z.NEVER;
  })
  .pipe(settingsSchema.required({ retentionDays: true }).pick({ retentionDays: true }));

/** Chooses how long transcripts are kept. A shorter time asks first, because it deletes transcripts. */
export function RetentionForm({ days, mayWrite }: { days: number | null; mayWrite: boolean }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [asked, setAsked] = useState<number | null>(null);
  const save = useMutation(
    trpc.organization.changeSettings.mutationOptions({
      onSuccess: async () => {
        await invalidate(cache, trpc.organization.getSettings.pathFilter());
        setAsked(null);
        toast.success('Retention saved');
      },
    }),
  );
  const form = useServerForm({
    schema,
    defaultValues: {
      keep: days === null ? 'forever' : 'days',
      retentionDays: days === null ? USUAL_DAYS : String(days),
    },
    send: async ({ retentionDays }) => {
      if (!isShorter(days, retentionDays)) return save.mutateAsync({ retentionDays });
      save.reset();
      setAsked(retentionDays);
    },
  });
  const keep = useWatch({ control: form.control, name: 'keep' });
  const header = (
    <CardHeader title="Retention" description="How long transcripts of finished sessions are kept." />
  );
  if (!mayWrite)
    return (
      <Card>
        {header}
        <CardBody>{days === null ? 'Forever' : toWords(days)}</CardBody>
      </Card>
    );
  return (
    <Card>
      {header}
      <Form form={form} layout="card" label="Retention of transcripts" submit="Save retention">
        <FormGroup control={form.control} name="keep" label="Keep transcripts">
          {({ name, value, onChange }) =>
            CHOICES.map((choice) => (
              <label key={choice.value} className="flex w-fit cursor-pointer items-center gap-2.5 text-sm">
                <input
                  type="radio"
                  name={name}
                  checked={value === choice.value}
                  onChange={() => onChange(choice.value)}
                  className="size-3.5 accent-ink"
                />
                {choice.label}
              </label>
            ))
          }
        </FormGroup>
        {keep === 'days' && (
          <FormField
            control={form.control}
            name="retentionDays"
            label="Days"
            hint="Counted from the end of a session; 1 to 3,650."
          >
            {(field) => <Input {...field} inputMode="numeric" className="tabular max-w-40" />}
          </FormField>
        )}
        <p className="text-ink-2 text-sm">
          A purge runs every ten minutes and deletes {WHAT_GOES} It cannot be undone. {WHAT_STAYS}
        </p>
      </Form>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={`Keep transcripts for ${toWords(asked ?? 0)} only?`}
        action="Save and delete older ones"
        pending={save.isPending}
        error={toShownError(save.error)}
        onConfirm={() => save.mutate({ retentionDays: asked })}
      >
        Within ten minutes the sessions that finished before then are deleted: {WHAT_GOES} This cannot be
        undone.
      </ConfirmDialog>
    </Card>
  );
}

function toWords(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en')} days`;
}
