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
import { restoreSchema } from '@/server/services/flow/schema';

type RestoreDialogProps = { flow: { id: string; name: string; slug: string }; onClose: () => void };

/** Restores an archived flow, under another slug where its own is taken. */
export function RestoreFlowDialog({ flow: { id: flowId, name, slug }, onClose }: RestoreDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const restore = useMutation(
    trpc.flow.restore.mutationOptions({
      onSuccess: () => {
        void invalidate(queries, trpc.flow.pathFilter());
        toast.success(`${name} is restored.`);
        onClose();
      },
    }),
  );
  const form = useServerForm({
    schema: restoreSchema.required(),
    defaultValues: { slug },
    send: (values) => restore.mutateAsync({ flowId, ...values }),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Restore ${name}`}
        description="The flow has its draft, versions and triggers again, and starts sessions if it was published."
      >
        <DialogForm form={form} label="Restore flow" submit="Restore flow" pending={restore.isPending}>
          <FormField
            control={form.control}
            name="slug"
            label="Slug"
            hint="Choose another one if another flow has this slug now."
          >
            {(field) => <Input {...field} className="font-mono" maxLength={63} spellCheck={false} />}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
