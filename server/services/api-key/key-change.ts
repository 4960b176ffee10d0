import type { Change } from '../audit/with-change';
import type { ApiKeyView } from './view';

type KeyAction = 'api-key.created' | 'api-key.rotated' | 'api-key.revoked';

/** What became of a key, as the audit log has it: `before` is what it was, or the key that it takes over from. */
export function toKeyChange(action: KeyAction, before: ApiKeyView | null, after: ApiKeyView): Change {
  const { id: thingId, name } = after;
  return { action, thingId, name, before: before && toFacts(before), after: toFacts(after) };
}

function toFacts({ prefix, lastFour, scopes, status, expiresAt, channelId }: ApiKeyView) {
  return { key: `${prefix}…${lastFour}`, scopes, status, expiresAt, channelId };
}
