'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { findProblem } from '@/app/_trpc/problems';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { Form } from '@/app/_ui/form/form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { DialogContent } from '@/app/_ui/overlay/dialog';
import { cannedReplySchema } from '@/server/services/canned-reply/schema';
import type { CannedReply } from '../_model/find-replies';

/** Creates a canned reply, or changes `reply`. */
export function ReplyForm({ reply, onDone }: { reply: CannedReply | null; onDone: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const save = useMutation(
    trpc.inbox.saveReply.mutationOptions({
      onSuccess: async () => {
        await invalidate(cache, trpc.inbox.listReplies.pathFilter());
        onDone();
      },
    }),
  );
  const form = useServerForm({
    schema: cannedReplySchema,
    defaultValues: { ...(reply && { id: reply.id }), title: reply?.title ?? '', text: reply?.text ?? '' },
    send: async (values) => {
      try {
        await save.mutateAsync(values);
      } catch (error) {
        if (findProblem(error)?.code !== 'name_taken') throw error;
        form.setError('title', { message: 'Another canned reply has this title.' });
      }
    },
  });
  const heading = reply ? 'Edit canned reply' : 'New canned reply';
  return (
    <DialogContent title={heading}>
      <Form
        form={form}
        layout="dialog"
        label={heading}
        submit="Save reply"
        secondary={<Button onClick={onDone}>Back</Button>}
      >
        <FormField
          control={form.control}
          name="title"
          label="Title"
          hint="Type it after the slash to find the reply."
        >
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        <FormField control={form.control} name="text" label="Text">
          {(field) => <Textarea {...field} rows={5} />}
        </FormField>
      </Form>
    </DialogContent>
  );
}
