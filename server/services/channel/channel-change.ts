import type { Change } from '../audit/with-change';
import type { ChannelView } from './view';

/** What may become of a channel. */
export type ChannelAction = 'created' | 'updated' | 'removed' | 'secret-rotated' | 'public-key-rotated';

/** What became of a channel, as the audit log has it: its secrets by their ids, its webhook without what may be one. */
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

// People put keys of the receiver into the query of an address.
function hideSecrets(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search && '?…'}`;
}
