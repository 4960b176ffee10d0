'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { newFlowSchema } from '@/server/services/flow/schema';

const MAX_NAME = 200;

type DuplicateDialogProps = { flow: { id: string; name: string }; onClose: () => void };

/** Creates a flow with the draft, the tests and the tags of another one, and opens it. */
export function DuplicateDialog({ flow: { id: flowId, name }, onClose }: DuplicateDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const duplicate = useMutation(
    trpc.flow.duplicate.mutationOptions({
      onSuccess: (made) => {
        void invalidate(queries, trpc.flow.list.pathFilter());
        router.push(paths.flow(made.id));
        onClose();
      },
    }),
  );
  const form = useServerForm({
    schema: newFlowSchema.pick({ name: true }),
    defaultValues: { name: `Copy of ${name}`.slice(0, MAX_NAME) },
    send: (values) => duplicate.mutateAsync({ flowId, ...values }),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Duplicate ${name}`}
        description="The new flow has the draft, the tests and the tags of this one. Nothing is published."
      >
        <DialogForm form={form} label="Duplicate flow" submit="Duplicate" pending={duplicate.isPending}>
          <FormField control={form.control} name="name" label="Name">
            {(field) => <Input {...field} autoFocus maxLength={MAX_NAME} />}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
