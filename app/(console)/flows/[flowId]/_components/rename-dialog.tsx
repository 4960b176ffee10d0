'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import type { DraftControl, Flow } from '../_draft/use-draft';

type RenameDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  flow: Flow;
  draft: DraftControl;
};

/** Renames the flow; its slug stays. */
export function RenameDialog({ open, onOpenChange, ...rest }: RenameDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Rename flow"
        description="Only the name changes. The slug and the id stay the same."
      >
        <RenameForm {...rest} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({ flow, draft, onDone }: { flow: Flow; draft: DraftControl; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(flow.name);
  const rename = useMutation(
    trpc.flow.saveDraft.mutationOptions({
      onSuccess: (saved) => {
        setQueryAnswer(queries, trpc.flow.get.queryKey({ flowId: flow.id }), saved);
        void invalidate(queries, trpc.flow.list.pathFilter());
        onDone();
      },
    }),
  );
  // A rename is a save of its own: the draft is saved first, and the editor follows to the new revision.
  const submit = async () => {
    await draft.saver.flush();
    rename.mutate({ flowId: flow.id, name });
  };
  return (
    <FormShell
      layout="dialog"
      label="Rename flow"
      submit="Rename"
      pending={rename.isPending}
      error={toFormError(rename.error, ['name'])}
      onSubmit={() => void submit()}
      secondary={
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
      }
    >
      <Field label="Name" error={fieldError(rename.error, 'name')}>
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
    </FormShell>
  );
}
