import { updateWebhookAsDisabled } from '@/server/db/delivery/attempts';
import type { HeldQueue } from '@/server/db/delivery/queues';
import { withChange } from '../../audit/with-change';
import type { Platform } from '../../context';

/** Disables the webhook of an endpoint that answered 410, unless the channel has another URL by now. */
export async function disableGoneWebhook(platform: Platform, queue: HeldQueue, url: string): Promise<void> {
  const { orgId, channelId: thingId } = queue;
  const webhookDisabledAt = new Date(platform.clock.now());
  await withChange({ ...platform, actor: { type: 'system', orgId } }, async (tx) => {
    const channel = await updateWebhookAsDisabled(tx, queue, { url, at: webhookDisabledAt });
    const change = channel && {
      ...{ action: 'channel.webhook-disabled' as const, thingId, name: channel.name },
      before: { webhookDisabledAt: null },
      after: { webhookDisabledAt },
    };
    return { result: undefined, change };
  });
  platform.channels.invalidate();
}
