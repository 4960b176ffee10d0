import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import type { ApiKeyView } from './view';

type KeyAction = 'api-key.created' | 'api-key.rotated' | 'api-key.revoked';

/** Writes into the audit log what became of a key: `before` is what it was, or the key that it takes over from. */
export function recordKey(
  ctx: ServiceContext,
  action: KeyAction,
  before: ApiKeyView | null,
  after: ApiKeyView,
): Promise<void> {
  const { id: thingId, name } = after;
  return recordChange(ctx, {
    action,
    thingId,
    name,
    before: before && toFacts(before),
    after: toFacts(after),
  });
}

function toFacts({ prefix, lastFour, scopes, status, expiresAt, channelId }: ApiKeyView) {
  return { key: `${prefix}…${lastFour}`, scopes, status, expiresAt, channelId };
}
