'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { EnvironmentSelect, PRODUCTION } from '@/app/_features/environment/environment-select';
import { useEnvironments } from '@/app/_features/environment/use-environments';
import { shorten } from '@/app/_lib/shorten';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { newKeySchema } from '@/server/services/api-key/schema';
import { LIFETIMES, toExpiry, USUAL_SCOPES } from './scope-groups';
import { ScopePicker } from './scope-picker';
import { SecretShown } from './secret-shown';

const MAX_NAME = 100;

const schema = newKeySchema.pick({ name: true, scopes: true, environment: true }).extend({
  expiresAt: z
    .enum(LIFETIMES.map(({ value }) => value))
    .transform((lifetime) => toExpiry(lifetime, Date.now())),
});

type NewKeyDialogProps = {
  /** The only channel that the key gives access to; default: all of the organization. */
  channel?: Channel;
  onClose: () => void;
};

/** Creates a key and shows its secret, once. */
export function NewKeyDialog({ channel, onClose }: NewKeyDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.apiKey.create.mutationOptions({
      onSuccess: () => invalidate(queryClient, trpc.apiKey.list.pathFilter()),
    }),
  );
  const environments = useEnvironments();
  const form = useServerForm({
    schema,
    defaultValues: {
      name: channel ? shorten(channel.name, MAX_NAME) : '',
      scopes: [...USUAL_SCOPES],
      expiresAt: channel ? 'never' : '90',
      environment: channel ? null : PRODUCTION,
    },
    send: (key) => create.mutateAsync({ ...key, ...(channel && { channelId: channel.id }) }),
  });
  const title = channel ? 'New key of this channel' : 'New API key';
  const about = channel
    ? `It gives access to “${channel.name}” only.`
    : 'The secret is shown once, after you create the key.';
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      {create.data ? (
        <SecretShown
          title={channel ? 'Key created' : 'API key created'}
          made={create.data}
          onDone={onClose}
        />
      ) : (
        <DialogContent title={title} description={about}>
          <DialogForm form={form} label={title} submit="Create key">
            <FormField
              control={form.control}
              name="name"
              label="Name"
              hint="Names the software that uses it, e.g. “Web shop, production”."
            >
              {(field) => <Input {...field} autoComplete="off" />}
            </FormField>
            <FormGroup control={form.control} name="scopes" label="Scopes">
              {({ value, onChange }) => <ScopePicker chosen={value} onChange={onChange} />}
            </FormGroup>
            {!channel && environments.length > 0 && (
              <FormField
                control={form.control}
                name="environment"
                label="Environment"
                hint="Sessions that the key starts run the versions of this environment."
              >
                {(field) => <EnvironmentSelect {...field} options={environments} />}
              </FormField>
            )}
            <FormField control={form.control} name="expiresAt" label="Expires">
              {({ onChange, ...field }) => <Select {...field} onValueChange={onChange} options={LIFETIMES} />}
            </FormField>
          </DialogForm>
        </DialogContent>
      )}
    </Dialog>
  );
}
