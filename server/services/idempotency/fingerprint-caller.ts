import { createHash } from 'node:crypto';
import type { Actor } from '../context';

const NAME_CHARS = 22;

/** Fingerprints the permissions of a caller: equal fingerprints mean equal permissions. */
export function fingerprintCaller(actor: Actor): string {
  return createHash('sha256')
    .update(JSON.stringify(powerOf(actor)))
    .digest('base64url')
    .slice(0, NAME_CHARS);
}

function powerOf(actor: Actor): unknown[] {
  switch (actor.type) {
    case 'apiKey':
      return ['apiKey', actor.channelId, ...actor.scopes.toSorted()];
    case 'visitor':
      return ['visitor', actor.channelId, actor.threadId];
    case 'user':
      return ['user', actor.userId, actor.role];
    case 'system':
      return ['system'];
  }
}
