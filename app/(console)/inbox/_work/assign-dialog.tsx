'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { useInvalidateInbox } from '../_conversation/use-conversation';
import type { Conversation } from '../_model/describe-hold';

const schema = z.object({ userId: z.string().min(1, 'Choose a colleague.') });

type AssignDialogProps = { conversation: Conversation; onClose: () => void };

/** Gives a conversation to a colleague who may answer. */
export function AssignDialog({ conversation: { id, assigneeId }, onClose }: AssignDialogProps) {
  const trpc = useTRPC();
  const { user } = useViewer();
  const refresh = useInvalidateInbox();
  const members = useQuery(trpc.inbox.listAssignees.queryOptions());
  const able = (members.data ?? []).filter(({ userId }) => userId !== assigneeId);
  const assign = useMutation(trpc.inbox.assign.mutationOptions());
  const form = useServerForm({
    schema,
    defaultValues: { userId: '' },
    send: async ({ userId }) => {
      await assign.mutateAsync({ sessionId: id, userId });
      toast.success(`Assigned to ${able.find((one) => one.userId === userId)?.name ?? 'your colleague'}`);
      onClose();
      void refresh();
    },
  });
  const options = able.map(({ userId, name }) => ({
    value: userId,
    label: userId === user.id ? `${name} (you)` : name,
  }));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Assign to a colleague"
        description="It moves to their conversations, and its flow stops answering."
      >
        <DialogForm form={form} label="Assign" submit="Assign">
          <FormField control={form.control} name="userId" label="Colleague">
            {({ onChange, ...field }) => (
              <Select
                {...field}
                onValueChange={onChange}
                options={options}
                placeholder={members.data && options.length === 0 ? 'Nobody else may answer' : 'Choose'}
              />
            )}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
