'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { type SaveView, savedViewSchema } from '@/server/services/saved-view/schema';

type SaveViewDialogProps = Pick<SaveView, 'page' | 'query'> & { onClose: () => void };

/** Asks for the name of a view. */
export function SaveViewDialog({ page, query, onClose }: SaveViewDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation(trpc.savedView.save.mutationOptions());
  const form = useServerForm({
    schema: savedViewSchema,
    defaultValues: { page, query, name: '' },
    send: async (view) => {
      await save.mutateAsync(view);
      await invalidate(queries, trpc.savedView.pathFilter());
      toast.success(`“${view.name}” saved`);
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Save this view" description="A view of the same name is replaced.">
        <DialogForm form={form} label="Save this view" submit="Save view">
          <FormField control={form.control} name="name" label="Name">
            {(field) => <Input {...field} maxLength={60} />}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
