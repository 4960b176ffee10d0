'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toShownError } from '@/app/_trpc/problems';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { isShorter, parseDays, WHAT_GOES, WHAT_STAYS } from './retention-words';

const USUAL_DAYS = '90';

/** Sets how long transcripts are kept. A shorter time asks first, because it deletes data. */
export function RetentionForm({ days, mayWrite }: { days: number | null; mayWrite: boolean }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [forEver, setForEver] = useState(days === null);
  const [text, setText] = useState(days === null ? USUAL_DAYS : String(days));
  const [isTried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const save = useMutation(
    trpc.organization.changeSettings.mutationOptions({
      onSuccess: async () => {
        await invalidate(cache, trpc.organization.getSettings.pathFilter());
        setAsking(false);
        toast.success('Retention saved');
      },
    }),
  );
  const wanted = forEver ? null : parseDays(text);
  const isWrong = !forEver && wanted === null;
  const submit = () => {
    setTried(true);
    if (isWrong) return;
    if (isShorter(days, wanted)) setAsking(true);
    else save.mutate({ retentionDays: wanted });
  };
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
      <FormShell
        layout="card"
        label="Retention of transcripts"
        submit="Save retention"
        pending={save.isPending && !asking}
        error={asking ? null : toShownError(save.error)}
        onSubmit={submit}
      >
        <FieldGroup label="Keep transcripts" error={null}>
          <Choice label="Forever" checked={forEver} onChoose={() => setForEver(true)} />
          <Choice label="For a number of days" checked={!forEver} onChoose={() => setForEver(false)} />
        </FieldGroup>
        {!forEver && (
          <Field
            label="Days"
            hint="Counted from the end of a session; 1 to 3,650."
            error={
              isTried && isWrong
                ? 'Enter whole days from 1 to 3,650.'
                : fieldError(save.error, 'retentionDays')
            }
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                className="tabular max-w-40"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        <p className="text-ink-2 text-sm">
          A purge runs every ten minutes and deletes {WHAT_GOES} It cannot be undone. {WHAT_STAYS}
        </p>
      </FormShell>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          save.reset();
          setAsking(open);
        }}
        title={`Keep transcripts for ${wanted === null ? '' : toWords(wanted)} only?`}
        action="Save and delete older ones"
        pending={save.isPending}
        error={toShownError(save.error)}
        onConfirm={() => save.mutate({ retentionDays: wanted })}
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

function Choice({ label, checked, onChoose }: { label: string; checked: boolean; onChoose: () => void }) {
  return (
    <label className="flex w-fit cursor-pointer items-center gap-2.5 text-sm">
      <input
        type="radio"
        name="retention"
        checked={checked}
        onChange={onChoose}
        className="size-3.5 accent-ink"
      />
      {label}
    </label>
  );
}
