'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { type ChosenFile, readFlowFile } from './read-flow-file';

type DialogControl = { open: boolean; onOpenChange: (open: boolean) => void };

/** Creates a flow from an exported file. */
export function ImportFlowDialog(control: DialogControl) {
  return (
    <Dialog {...control}>
      <DialogContent
        title="Import a flow"
        description="Creates a new flow with a draft. Nothing is published."
      >
        <ImportForm />
      </DialogContent>
    </Dialog>
  );
}

function ImportForm() {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [slug, setSlug] = useState('');
  const [missing, setMissing] = useState(false);
  const importFlow = useMutation(
    trpc.flow.import.mutationOptions({
      onSuccess: (flow) => {
        void invalidate(queries, trpc.flow.list.pathFilter());
        router.push(paths.flow(flow.id));
      },
    }),
  );
  const choose = async (file: File | undefined) => {
    importFlow.reset();
    setMissing(false);
    const read = file ? await readFlowFile(file) : null;
    setChosen(read);
    setSlug(read?.ok ? read.slug : '');
  };
  const submit = () => {
    if (chosen?.ok) importFlow.mutate({ file: chosen.file, ...(slug ? { slug } : {}) });
    else setMissing(!chosen);
  };
  const unread = chosen && !chosen.ok ? chosen.reason : missing ? 'Choose a file.' : null;
  return (
    <FormShell
      layout="dialog"
      label="Import a flow"
      submit="Import flow"
      pending={importFlow.isPending || importFlow.isSuccess}
      error={toFormError(importFlow.error, ['slug'])}
      onSubmit={submit}
      secondary={
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
      }
    >
      <Field
        label="File"
        error={unread}
        hint={chosen?.ok ? chosen.summary : 'A .flow.json file, up to 1 MB.'}
      >
        {(props) => (
          <input
            {...props}
            type="file"
            accept=".json,application/json"
            onChange={(event) => void choose(event.target.files?.[0])}
            className="field h-9 py-1 text-sm file:mr-3 file:h-6.5 file:rounded-sm file:border-0 file:bg-hover file:px-2.5 file:font-medium file:text-ink file:text-sm"
          />
        )}
      </Field>
      {chosen?.ok && (
        <Field
          label="Slug"
          error={fieldError(importFlow.error, 'slug')}
          hint="Used in URLs. It must be unique."
        >
          {(props) => (
            <Input
              {...props}
              className="font-mono"
              maxLength={63}
              spellCheck={false}
              value={slug}
              onChange={(event) => setSlug(event.target.value.trim())}
            />
          )}
        </Field>
      )}
    </FormShell>
  );
}
