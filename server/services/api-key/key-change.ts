import type { Change } from '../audit/with-change';
import type { ApiKeyView } from './view';

type KeyAction = 'api-key.created' | 'api-key.rotated' | 'api-key.revoked';

/** The audit record of a key change; after a rotation, `before` is the key that was replaced. */
export function toKeyChange(action: KeyAction, before: ApiKeyView | null, after: ApiKeyView): Change {
  const { id: thingId, name } = after;
  return { action, thingId, name, before: before && toFacts(before), after: toFacts(after) };
}

function toFacts({ prefix, lastFour, scopes, status, expiresAt, channelId, environment }: ApiKeyView) {
  return { key: `${prefix}…${lastFour}`, scopes, status, expiresAt, channelId, environment };
}
