'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { newFlowSchema } from '@/server/services/flow/schema';
import type { DraftControl, Flow } from '../_draft/use-draft';

type RenameDialogProps = { flow: Flow; draft: DraftControl; onClose: () => void };

/** Renames the flow; its slug stays. */
export function RenameDialog({ flow, draft, onClose }: RenameDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rename = useMutation(
    trpc.flow.saveDraft.mutationOptions({
      onSuccess: (saved) => {
        setQueryAnswer(queries, trpc.flow.get.queryKey({ flowId: flow.id }), saved);
        void invalidate(queries, trpc.flow.list.pathFilter());
        onClose();
      },
    }),
  );
  const form = useServerForm({
    schema: newFlowSchema.pick({ name: true }),
    defaultValues: { name: flow.name },
    send: async ({ name }) => {
      // A rename is a save of its own: the draft is saved first, and the editor follows to the new revision.
      await draft.saver.flush();
      await rename.mutateAsync({ flowId: flow.id, name });
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Rename flow"
        description="Only the name changes. The slug and the id stay the same."
      >
        <DialogForm form={form} label="Rename flow" submit="Rename">
          <FormField control={form.control} name="name" label="Name">
            {(field) => <Input {...field} autoFocus maxLength={200} />}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
