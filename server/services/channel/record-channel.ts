import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import type { ChannelView } from './view';

type ChannelVerb = 'created' | 'updated' | 'removed' | 'secret-rotated' | 'public-key-rotated';

/** Writes into the audit log what became of a channel: its secrets by their ids, its webhook without what may be one. */
export function recordChannel(
  ctx: ServiceContext,
  verb: ChannelVerb,
  before: ChannelView | null,
  after: ChannelView | null,
): Promise<void> {
  const shown = after ?? before;
  return recordChange(ctx, {
    action: `channel.${verb}`,
    thingId: shown?.id ?? '',
    name: shown?.name ?? '',
    before: before && toFacts(before),
    after: after && toFacts(after),
    ...(verb === 'created' && after && { entryId: after.id }),
  });
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
