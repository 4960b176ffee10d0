'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, findProblem, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { DialogContent } from '@/app/_ui/overlay/dialog';
import type { CannedReply } from '../_model/find-replies';

/** Creates a canned reply, or changes `reply`. */
export function ReplyForm({ reply, onDone }: { reply: CannedReply | null; onDone: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [title, setTitle] = useState(reply?.title ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const save = useMutation(
    trpc.inbox.saveReply.mutationOptions({
      onSuccess: () => invalidate(cache, trpc.inbox.listReplies.pathFilter()),
    }),
  );
  const taken =
    findProblem(save.error)?.code === 'name_taken' ? 'Another canned reply has this title.' : null;
  const heading = reply ? 'Edit canned reply' : 'New canned reply';
  return (
    <DialogContent title={heading}>
      <FormShell
        layout="dialog"
        label={heading}
        submit="Save reply"
        pending={save.isPending}
        error={taken ? null : toFormError(save.error, ['title', 'text'])}
        onSubmit={() => save.mutate({ ...(reply && { id: reply.id }), title, text }, { onSuccess: onDone })}
        secondary={<Button onClick={onDone}>Back</Button>}
      >
        <Field
          label="Title"
          hint="Type it after the slash to find the reply."
          error={taken ?? fieldError(save.error, 'title')}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label="Text" error={fieldError(save.error, 'text')}>
          {(control) => (
            <Textarea {...control} rows={5} value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
      </FormShell>
    </DialogContent>
  );
}
