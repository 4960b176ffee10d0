import { z } from 'zod';
import { createChannel } from '@/server/services/channel/create-channel';
import { deleteChannel } from '@/server/services/channel/delete-channel';
import { getChannel } from '@/server/services/channel/get-channel';
import { rotatePublicKey } from '@/server/services/channel/keys/rotate-public-key';
import { rotateWebhookSecret } from '@/server/services/channel/keys/rotate-webhook-secret';
import { listChannelHealth } from '@/server/services/channel/list-channel-health';
import { listChannels } from '@/server/services/channel/list-channels';
import { sendTestWebhook } from '@/server/services/channel/send-test-webhook';
import { updateChannel } from '@/server/services/channel/update-channel';
import { listIntents } from '@/server/services/trigger/list-intents';
import { idInput, pageInput, searchInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const kind = z.enum(['chat', 'flowrest', 'umi']);
const channelInput = z.object({ channelId: idInput });

// The fields are validated where channels are created.
const fields = z.object({
  name: z.string().optional(),
  enabled: z.boolean().optional(),
  flowId: z.string().nullish(),
  roomId: z.string().nullish(),
  label: z.string().nullish(),
  environment: z.string().max(100).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  webhookUrl: z.string().nullish(),
  webhookSchedule: z.enum(['vendor', 'long']).optional(),
  maxRetryCount: z.number().optional(),
});

/** Channels: the configured ways in and out. */
export const channelRouter = router({
  list: memberProcedure
    .input(pageInput.extend({ kind: kind.optional(), search: searchInput }))
    .query(({ ctx, input }) => listChannels(ctx.service, input)),
  get: memberProcedure.input(channelInput).query(({ ctx, input }) => getChannel(ctx.service, input)),
  listHealth: memberProcedure
    .input(z.object({ channelIds: z.array(idInput).max(100) }))
    .query(({ ctx, input }) => listChannelHealth(ctx.service, input)),
  listIntents: memberProcedure.query(({ ctx }) => listIntents(ctx.service)),
  create: memberProcedure
    .input(fields.extend({ kind, name: z.string() }))
    .mutation(({ ctx, input }) => createChannel(ctx.service, input)),
  update: memberProcedure
    .input(fields.extend(channelInput.shape))
    .mutation(({ ctx, input }) => updateChannel(ctx.service, input)),
  remove: memberProcedure.input(channelInput).mutation(({ ctx, input }) => deleteChannel(ctx.service, input)),
  rotateSecret: memberProcedure
    .input(channelInput.extend({ overlapMs: z.number().optional() }))
    .mutation(({ ctx, input }) => rotateWebhookSecret(ctx.service, input)),
  rotatePublicKey: memberProcedure
    .input(channelInput)
    .mutation(({ ctx, input }) => rotatePublicKey(ctx.service, input)),
  test: memberProcedure.input(channelInput).mutation(({ ctx, input }) => sendTestWebhook(ctx.service, input)),
});
