'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { ChannelKind } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { channelSchema, findKindIssues } from '@/server/services/channel/schema';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { splitLines } from '../_model/lines';

const text = z.string().transform((typed) => typed.trim() || undefined);

const typed = z.object({
  name: z.string(),
  flowId: text,
  roomId: text,
  label: text,
  environment: z.string(),
  settings: z.object({ allowedOrigins: z.string().transform(splitLines) }),
  webhookUrl: text,
});

const newChannelSchema = channelSchema
  .required({ name: true })
  .extend({ settings: SETTINGS.chat.pick({ allowedOrigins: true }).optional() });

/** The fields of a new channel, as they are typed; those of other kinds are left out. */
const toSchema = (kind: ChannelKind) =>
  typed
    .transform(({ name, flowId, roomId, label, environment, settings, webhookUrl }) => {
      const own = { chat: { settings }, flowrest: { flowId }, umi: { roomId, label } }[kind];
      const fields: z.input<typeof newChannelSchema> = { name, environment, webhookUrl, ...own };
      return fields;
    })
    .pipe(newChannelSchema)
    .superRefine((fields, ctx) => {
      for (const { path, message } of findKindIssues(kind, fields, true))
        ctx.addIssue({ code: 'custom', path, message });
    });

const BLANK = {
  name: '',
  flowId: '',
  roomId: '',
  label: '',
  environment: 'production',
  settings: { allowedOrigins: '' },
  webhookUrl: '',
};

/** The form of a new channel. It keeps its values when another kind is chosen. */
export function useNewChannel(kind: ChannelKind, onMade: (made: RouterOutputs['channel']['create']) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(
    trpc.channel.create.mutationOptions({
      onSuccess: async (made) => {
        await invalidate(queries, trpc.channel.list.pathFilter());
        onMade(made);
      },
    }),
  );
  const form = useServerForm({
    schema: toSchema(kind),
    defaultValues: BLANK,
    send: (fields) => create.mutateAsync({ kind, ...fields }),
  });
  return { ...form, isPending: create.isPending || create.isSuccess };
}
