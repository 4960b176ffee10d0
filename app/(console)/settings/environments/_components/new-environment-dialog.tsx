'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { newEnvironmentSchema } from '@/server/services/environment/schema';

/** Creates an environment. */
export function NewEnvironmentDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(
    trpc.environment.create.mutationOptions({
      onSuccess: async ({ name }) => {
        await invalidate(queries, trpc.environment.pathFilter());
        toast.success(`Environment ${name} created`);
        onClose();
      },
    }),
  );
  const form = useServerForm({
    schema: newEnvironmentSchema,
    defaultValues: { name: '', copyProduction: true },
    send: (values) => create.mutateAsync(values),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Add environment"
        description="Then promote versions to it, and give channels or API keys this environment."
      >
        <DialogForm form={form} label="Add environment" submit="Create environment">
          <FormField
            control={form.control}
            name="name"
            label="Name"
            hint="Lower-case letters, digits and -, such as staging."
          >
            {(field) => <Input {...field} maxLength={32} autoComplete="off" spellCheck={false} />}
          </FormField>
          <Controller
            control={form.control}
            name="copyProduction"
            render={({ field: { name, value, onChange } }) => (
              <div className="flex items-start gap-2.5">
                <Checkbox
                  id="copy-production"
                  className="mt-0.5"
                  name={name}
                  checked={value === true}
                  onCheckedChange={onChange}
                />
                <label htmlFor="copy-production" className="cursor-pointer text-sm">
                  Begin with the versions of production
                  <span className="block text-ink-2 text-xs">Otherwise no flow has a version there yet.</span>
                </label>
              </div>
            )}
          />
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
