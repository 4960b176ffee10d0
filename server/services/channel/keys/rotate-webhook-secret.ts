import { z } from 'zod';
import type { ServiceContext } from '../../context';
import { overlapSchema } from '../../overlap-schema';
import { requireValid } from '../../require-valid';
import { requireFreshSignIn } from '../../sign-in/require-fresh-sign-in';
import { changeChannel, requireChannelScope } from '../internal';
import { type ChannelWithSecret, toChannelView } from '../view';
import { rotateWebhookSecrets } from './webhook-secrets';

const DAY_MS = 86_400_000;

const rotation = z.object({ overlapMs: overlapSchema.default(DAY_MS) });

export type RotateWebhookSecretInput = z.input<typeof rotation> & { channelId: string };

/**
 * Creates a new signing secret, returned only here. The old ones keep signing beside it for `overlapMs` (0 to 30
 * days, default one day), so that the receiver has time to change. Throws not_found and invalid_request.
 */
export async function rotateWebhookSecret(
  ctx: ServiceContext,
  { channelId, ...input }: RotateWebhookSecretInput,
): Promise<ChannelWithSecret> {
  const orgId = requireChannelScope(ctx, 'channels:write', channelId);
  requireFreshSignIn(ctx);
  const { overlapMs } = requireValid(rotation, input);
  const now = ctx.clock.now();
  let webhookSecret: string | null = null;
  const changed = await changeChannel(ctx, { orgId, channelId }, 'secret-rotated', (row) => {
    const { text, secrets } = rotateWebhookSecrets(ctx, { orgId, channelId }, row.secrets, { overlapMs });
    webhookSecret = text;
    return { secrets, modifiedAt: new Date(now) };
  });
  return { channel: toChannelView(changed, now), webhookSecret };
}
