import type { Change } from '../audit/with-change';
import type { ChannelView } from './view';

/** The audited actions on a channel. */
export type ChannelAction = 'created' | 'updated' | 'removed' | 'secret-rotated' | 'public-key-rotated';

/** The audit record of a channel change: secrets by id, the webhook URL without its query. */
export function toChannelChange(
  verb: ChannelAction,
  before: ChannelView | null,
  after: ChannelView | null,
): Change {
  const shown = after ?? before;
  return {
    action: `channel.${verb}`,
    thingId: shown?.id ?? '',
    name: shown?.name ?? '',
    before: before && toFacts(before),
    after: after && toFacts(after),
  };
}

const KEY_TAIL = 4;

function toFacts(channel: ChannelView) {
  const { id: _, createdAt: __, modifiedAt: ___, webhookUrl, publicKey, secrets, ...plain } = channel;
  return {
    ...plain,
    webhookUrl: webhookUrl && hideSecrets(webhookUrl),
    publicKey: publicKey && `…${publicKey.slice(-KEY_TAIL)}`,
    secrets: secrets.map(({ id, retiresAt }) => ({ id, retiresAt })),
  };
}

// The query of a webhook URL may contain a key of the receiver.
function hideSecrets(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search && '?…'}`;
}
