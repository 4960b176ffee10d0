'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { enterOrganization } from '@/app/_features/organization/enter-organization';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';

type NewOrganizationDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Creates another organization and opens it. */
export function NewOrganizationDialog({ open, onOpenChange }: NewOrganizationDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <NewOrganization />}
    </Dialog>
  );
}

function NewOrganization() {
  const trpc = useTRPC();
  const [name, setName] = useState('');
  const create = useMutation(
    trpc.organization.create.mutationOptions({
      onSuccess: ({ orgId }) => enterOrganization(orgId),
    }),
  );
  return (
    <DialogContent
      title="New organization"
      description="It has its own flows, channels, keys and members, and shares nothing with this one. You will be its owner."
    >
      <FormShell
        layout="dialog"
        label="New organization"
        submit="Create organization"
        pending={create.isPending || create.isSuccess}
        error={toFormError(create.error, ['name'])}
        onSubmit={() => create.mutate({ name })}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field label="Name" error={fieldError(create.error, 'name')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </FormShell>
    </DialogContent>
  );
}
