'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelKind } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { DialogClose } from '@/app/_ui/overlay/dialog';
import { splitLines } from '../_model/lines';
import { FlowField, LabelField, RoomField } from './own-fields';

type NewChannelFormProps = {
  kind: ChannelKind;
  onMade: (made: RouterOutputs['channel']['create']) => void;
};

const FIELDS = ['name', 'flowId', 'roomId', 'label', 'webhookUrl', 'settings'];

/** Asks for the fields that a channel of the kind needs. */
export function NewChannelForm({ kind, onMade }: NewChannelFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [flowId, setFlowId] = useState('');
  const [roomId, setRoomId] = useState('');
  const [label, setLabel] = useState('');
  const [origins, setOrigins] = useState('');
  const [webhookUrl, setWebhookUrl] = useState('');
  const create = useMutation(
    trpc.channel.create.mutationOptions({
      onSuccess: async (made) => {
        await invalidate(queries, trpc.channel.list.pathFilter());
        onMade(made);
      },
    }),
  );
  const own = {
    chat: { settings: { allowedOrigins: splitLines(origins) } },
    flowrest: flowId ? { flowId } : {},
    umi: { ...(roomId && { roomId }), ...(label && { label }) },
  }[kind];
  // An error of another kind does not apply to this one.
  const error = create.variables?.kind === kind ? create.error : null;
  return (
    <FormShell
      layout="dialog"
      label="New channel"
      submit="Create channel"
      pending={create.isPending || create.isSuccess}
      error={toFormError(error, FIELDS)}
      onSubmit={() => create.mutate({ kind, name, ...own, ...(webhookUrl && { webhookUrl }) })}
      secondary={
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
      }
    >
      <Field label="Name" hint="Shown only in the console." error={fieldError(error, 'name')}>
        {(control) => (
          <Input
            {...control}
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {kind === 'flowrest' && (
        <FlowField value={flowId} onChange={setFlowId} error={fieldError(error, 'flowId')} />
      )}
      {kind === 'umi' && (
        <>
          <LabelField value={label} onChange={setLabel} error={fieldError(error, 'label')} />
          <RoomField value={roomId} onChange={setRoomId} error={fieldError(error, 'roomId')} />
        </>
      )}
      {kind === 'chat' && (
        <Field
          label="Allowed origins"
          optional
          hint="One per line, such as https://shop.example or https://*.shop.example. Pages from other origins are refused."
          error={fieldError(error, 'settings')}
        >
          {(control) => (
            <Textarea
              {...control}
              className="min-h-16 font-mono text-xs"
              spellCheck={false}
              value={origins}
              onChange={(event) => setOrigins(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="Webhook" optional hint={WEBHOOK_HINTS[kind]} error={fieldError(error, 'webhookUrl')}>
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            spellCheck={false}
            placeholder="https://"
            value={webhookUrl}
            onChange={(event) => setWebhookUrl(event.target.value.trim())}
          />
        )}
      </Field>
    </FormShell>
  );
}

const WEBHOOK_HINTS: Record<ChannelKind, string> = {
  chat: 'Receives every turn, for your own records. Pages get their answers without it.',
  flowrest: 'Receives the answers of calls that do not wait for them.',
  umi: 'Receives the replies. Without a webhook they are not sent anywhere.',
};
