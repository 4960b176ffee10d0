'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { toast } from '@/app/_ui/overlay/toast';
import { findSettingError, isFormError } from '../_model/setting-error';

/**
 * Saves a change of a channel, shows a toast, and updates the page. `secret`: the text of a signing secret that the
 * change created. A failure that no form shows becomes a toast.
 */
export function useChange(
  { id }: Pick<Channel, 'id'>,
  done: string,
  fields: readonly string[] | null = null,
) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const save = useMutation(
    trpc.channel.update.mutationOptions({
      onSuccess: async ({ channel, webhookSecret }) => {
        setQueryAnswer(queries, trpc.channel.get.queryKey({ channelId: id }), channel);
        setSecret(webhookSecret);
        toast.success(done);
        await invalidate(queries, trpc.channel.pathFilter());
      },
      onError: (error) => fields === null && toast.error(toShownError(error)?.title ?? ''),
    }),
  );
  const { error } = save;
  return {
    save,
    secret,
    forgetSecret: () => setSecret(null),
    formError: isFormError(error, fields ?? []) ? toShownError(error) : null,
    settingError: (name: string) => findSettingError(error, name),
  };
}
