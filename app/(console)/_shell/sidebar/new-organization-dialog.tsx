'use client';
import { useMutation } from '@tanstack/react-query';
import { enterOrganization } from '@/app/_features/organization/enter-organization';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { newOrganizationSchema } from '@/server/services/organization/schema';

/** Creates another organization and goes there. */
export function NewOrganizationDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const create = useMutation(
    trpc.organization.create.mutationOptions({
      onSuccess: ({ orgId }) => enterOrganization(orgId),
    }),
  );
  const form = useServerForm({
    schema: newOrganizationSchema,
    defaultValues: { name: '' },
    send: create.mutateAsync,
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="New organization"
        description="It has its own flows, channels, keys and members, and shares nothing with this one. You will be its owner."
      >
        <DialogForm
          form={form}
          label="New organization"
          submit="Create organization"
          pending={create.isPending || create.isSuccess}
        >
          <FormField control={form.control} name="name" label="Name">
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
