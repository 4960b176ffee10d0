'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  LIFETIMES,
  type Lifetime,
  type Scope,
  toExpiry,
  USUAL_SCOPES,
} from '@/app/_features/api-key/scope-groups';
import { ScopePicker } from '@/app/_features/api-key/scope-picker';
import { SecretShown } from '@/app/_features/api-key/secret-shown';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';

type CreateKeyDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Creates a key and shows its secret, once. */
export function CreateKeyDialog({ open, onOpenChange }: CreateKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <CreateKey onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function CreateKey({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(USUAL_SCOPES);
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const create = useMutation(
    trpc.apiKey.create.mutationOptions({
      onSuccess: () => invalidate(queryClient, trpc.apiKey.list.pathFilter()),
    }),
  );
  if (create.data) return <SecretShown title="API key created" made={create.data} onDone={onDone} />;
  const { error } = create;
  return (
    <DialogContent title="New API key" description="The secret is shown once, after you create the key.">
      <FormShell
        layout="dialog"
        label="New API key"
        submit="Create key"
        pending={create.isPending}
        error={toFormError(error, ['name', 'scopes', 'expiresAt'])}
        onSubmit={() =>
          create.mutate({ name, scopes: [...scopes], expiresAt: toExpiry(lifetime, Date.now()) })
        }
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field
          label="Name"
          hint="Names the software that uses it, e.g. “Web shop, production”."
          error={fieldError(error, 'name')}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <FieldGroup label="Scopes" error={fieldError(error, 'scopes')}>
          <ScopePicker chosen={scopes} onChange={setScopes} />
        </FieldGroup>
        <Field label="Expires" error={fieldError(error, 'expiresAt')}>
          {(control) => (
            <Select {...control} value={lifetime} onValueChange={setLifetime} options={LIFETIMES} />
          )}
        </Field>
      </FormShell>
    </DialogContent>
  );
}
