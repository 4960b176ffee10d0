'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import type { ChannelOf } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { FormField } from '@/app/_ui/form/form-field';
import { Textarea } from '@/app/_ui/form/textarea';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { CopyButton } from '@/app/_ui/value/copy-button';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { splitLines } from '../../_model/lines';
import { useChange } from '../_components/use-change';
import { SettingsCard } from './settings-card';

const { allowedOrigins } = SETTINGS.chat.shape;

const schema = z.object({
  settings: z.object({
    allowedOrigins: z.string().transform(splitLines).pipe(allowedOrigins.unwrap()),
  }),
});

type PublicKeyCardProps = { channel: ChannelOf<'chat'> };

/** The channel's public key, and the origins that may use it. */
export function PublicKeyCard({ channel }: PublicKeyCardProps) {
  const { settings } = channel;
  const save = useChange(channel, 'Origins saved');
  const form = useServerForm({
    schema,
    defaultValues: { settings: { allowedOrigins: settings.allowedOrigins.join('\n') } },
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  const publicKey = channel.publicKey ?? '';
  return (
    <SettingsCard
      title="Pages"
      description="The key is not secret: it gives access only to what is allowed here."
      form={form}
    >
      <div className="space-y-1.5">
        <p className="font-medium text-sm">Publishable key</p>
        <div className="flex flex-wrap items-center gap-2">
          <span className="flex min-w-0 items-center rounded-md border bg-canvas py-0.5 pr-0.5 pl-3">
            <code className="min-w-0 break-all font-mono text-sm">{publicKey}</code>
            <CopyButton text={publicKey} label="publishable key" />
          </span>
          <RotateKey channelId={channel.id} />
        </div>
      </div>
      <FormField
        control={form.control}
        name="settings.allowedOrigins"
        label="Allowed origins"
        hint="One per line, such as https://shop.example or https://*.shop.example. Scheme and port must match. Pages from other origins are refused; servers, which send no origin, are allowed."
      >
        {(field) => (
          <Textarea
            {...field}
            className="font-mono text-xs"
            spellCheck={false}
            placeholder="https://shop.example"
          />
        )}
      </FormField>
    </SettingsCard>
  );
}

function RotateKey({ channelId }: { channelId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const rotate = useMutation(
    trpc.channel.rotatePublicKey.mutationOptions({
      onSuccess: (channel) => {
        setQueryAnswer(queries, trpc.channel.get.queryKey({ channelId }), channel);
        toast.success('Publishable key rotated');
        setAsking(false);
      },
    }),
  );
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        <RefreshCw aria-hidden /> Rotate
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          rotate.reset();
          setAsking(open);
        }}
        title="Rotate the publishable key?"
        action="Rotate key"
        pending={rotate.isPending}
        error={toShownError(rotate.error)}
        onConfirm={() => rotate.mutate({ channelId })}
      >
        Pages that use the old key, and conversations opened with it, are refused at once. This cannot be
        undone.
      </ConfirmDialog>
    </>
  );
}
