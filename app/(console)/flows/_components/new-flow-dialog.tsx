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
import { BLANK, EXAMPLES } from '../_examples/examples';
import { ExampleChoice } from './example-choice';
import { suggestSlug } from './suggest-slug';

type DialogControl = { open: boolean; onOpenChange: (open: boolean) => void };

/** Creates a blank flow, or one from an example. */
export function NewFlowDialog(control: DialogControl) {
  return (
    <Dialog {...control}>
      <DialogContent
        title="New flow"
        description="A new flow is a draft. Callers can use it after you publish it."
      >
        <NewFlowForm />
      </DialogContent>
    </Dialog>
  );
}

const FIELDS = ['name', 'slug'];

function NewFlowForm() {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [example, setExample] = useState(BLANK);
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const create = useMutation(
    trpc.flow.create.mutationOptions({
      onSuccess: (flow) => {
        void invalidate(queries, trpc.flow.list.pathFilter());
        router.push(paths.flow(flow.id));
      },
    }),
  );
  const { definition } = example;
  const submit = () => create.mutate({ name, definition, ...(slug ? { slug } : {}) });
  return (
    <FormShell
      layout="dialog"
      label="New flow"
      submit="Create flow"
      pending={create.isPending || create.isSuccess}
      error={toFormError(create.error, FIELDS)}
      onSubmit={submit}
      secondary={
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
      }
    >
      <ExampleChoice examples={EXAMPLES} chosen={example} onChoose={setExample} />
      <Field label="Name" error={fieldError(create.error, 'name')}>
        {(props) => (
          <Input
            {...props}
            autoFocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Slug"
        optional
        error={fieldError(create.error, 'slug')}
        hint="Used in URLs and by flows that call this one. It cannot be changed later."
      >
        {(props) => (
          <Input
            {...props}
            className="font-mono"
            maxLength={63}
            spellCheck={false}
            placeholder={suggestSlug(name)}
            value={slug ?? ''}
            onChange={(event) => setSlug(event.target.value.trim() || null)}
          />
        )}
      </Field>
    </FormShell>
  );
}
