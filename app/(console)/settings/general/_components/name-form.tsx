'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';

/** Renames the organization. */
export function NameForm({ name, mayWrite }: { name: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const [text, setText] = useState(name);
  const save = useMutation(
    trpc.organization.changeSettings.mutationOptions({
      onSuccess: async (settings, given) => {
        // Text that was typed meanwhile stays.
        setText((now) => (now === given.name ? settings.name : now));
        await invalidate(cache, trpc.organization.getSettings.pathFilter());
        toast.success('Name saved');
        // The sidebar shows the name, and the server renders it.
        router.refresh();
      },
    }),
  );
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
      <FormShell
        layout="card"
        label="Name of the organization"
        submit="Save name"
        pending={save.isPending}
        error={toFormError(save.error, ['name'])}
        onSubmit={() => save.mutate({ name: text })}
      >
        <Field label="Organization" error={fieldError(save.error, 'name')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="organization"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </FormShell>
    </Card>
  );
}
