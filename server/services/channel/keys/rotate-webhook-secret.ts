import type { ServiceContext } from '../../context';
import { requireNoIssues } from '../../require-valid';
import { requireFreshSignIn } from '../../sign-in/require-fresh-sign-in';
import { changeChannel, requireChannelScope } from '../internal';
import { type ChannelWithSecret, toChannelView } from '../view';
import { rotateWebhookSecrets } from './webhook-secrets';

const DAY_MS = 86_400_000;
const MAX_OVERLAP_MS = 30 * DAY_MS;

export type RotateWebhookSecretInput = { channelId: string; overlapMs?: number | undefined };

/**
 * Creates a new signing secret, returned only here. The old ones keep signing beside it for `overlapMs` (0 to 30
 * days, default one day), so that the receiver has time to change. Throws not_found and invalid_request.
 */
export async function rotateWebhookSecret(
  ctx: ServiceContext,
  { channelId, overlapMs = DAY_MS }: RotateWebhookSecretInput,
): Promise<ChannelWithSecret> {
  const orgId = requireChannelScope(ctx, 'channels:write', channelId);
  requireFreshSignIn(ctx);
  requireOverlap(overlapMs);
  const now = ctx.clock.now();
  let webhookSecret: string | null = null;
  const changed = await changeChannel(ctx, { orgId, channelId }, 'secret-rotated', (row) => {
    const { text, secrets } = rotateWebhookSecrets(ctx, { orgId, channelId }, row.secrets, { overlapMs });
    webhookSecret = text;
    return { secrets, modifiedAt: new Date(now) };
  });
  return { channel: toChannelView(changed, now), webhookSecret };
}

function requireOverlap(overlapMs: number): void {
  const isFine = Number.isInteger(overlapMs) && overlapMs >= 0 && overlapMs <= MAX_OVERLAP_MS;
  const message = `must be a whole number from 0 to ${MAX_OVERLAP_MS}`;
  requireNoIssues(isFine ? [] : [{ path: ['overlapMs'], message }]);
}
