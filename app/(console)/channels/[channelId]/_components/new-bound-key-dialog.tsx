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
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { shorten } from '@/app/_lib/shorten';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';

type NewBoundKeyDialogProps = { channel: Channel; open: boolean; onOpenChange: (open: boolean) => void };

/** Creates a key for this channel and shows its secret, once. */
export function NewBoundKeyDialog({ channel, open, onOpenChange }: NewBoundKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <NewBoundKey channel={channel} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function NewBoundKey({ channel, onDone }: { channel: Channel; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(shorten(channel.name, 100));
  const [scopes, setScopes] = useState<readonly Scope[]>(USUAL_SCOPES);
  const [lifetime, setLifetime] = useState<Lifetime>('never');
  const create = useMutation(
    trpc.apiKey.create.mutationOptions({
      onSuccess: () => invalidate(queries, trpc.apiKey.list.pathFilter()),
    }),
  );
  if (create.data) return <SecretShown title="Key created" made={create.data} onDone={onDone} />;
  const { error } = create;
  return (
    <DialogContent title="New key of this channel" description={`It gives access to “${channel.name}” only.`}>
      <FormShell
        layout="dialog"
        label="New key of this channel"
        submit="Create key"
        pending={create.isPending}
        error={toFormError(error, ['name', 'scopes', 'expiresAt'])}
        onSubmit={() =>
          create.mutate({
            name,
            scopes: [...scopes],
            expiresAt: toExpiry(lifetime, Date.now()),
            channelId: channel.id,
          })
        }
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field label="Name" hint="Names the software that uses it." error={fieldError(error, 'name')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
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
