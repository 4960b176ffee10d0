'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Form } from '@/app/_ui/form/form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { newOrganizationSchema } from '@/server/services/organization/schema';

/** Renames the organization. */
export function NameForm({ name, mayWrite }: { name: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const save = useMutation(trpc.organization.changeSettings.mutationOptions());
  const form = useServerForm({
    schema: newOrganizationSchema,
    defaultValues: { name },
    send: async (values) => {
      const saved = await save.mutateAsync(values);
      // Text typed in the meantime stays.
      if (form.getValues('name').trim() === values.name) form.setValue('name', saved.name);
      await invalidate(cache, trpc.organization.getSettings.pathFilter());
      toast.success('Name saved');
      // The server renders the name in the sidebar.
      router.refresh();
    },
  });
  if (!mayWrite)
    return (
      <Card>
        <CardHeader title="Name" />
        <CardBody>{name}</CardBody>
      </Card>
    );
  return (
    <Card>
      <CardHeader title="Name" description="Shown in the sidebar and in invitations." />
      <Form form={form} layout="card" label="Name of the organization" submit="Save name">
        <FormField control={form.control} name="name" label="Organization">
          {(field) => <Input {...field} autoComplete="organization" />}
        </FormField>
      </Form>
    </Card>
  );
}
