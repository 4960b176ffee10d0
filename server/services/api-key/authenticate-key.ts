import { timingSafeEqual } from 'node:crypto';
import { updateApiKeyLastUsedAt } from '@/server/db/api-key/last-used';
import type { ApiKeyRow } from '@/server/db/api-key/store';
import { domainError } from '@/server/shared/errors';
import { isScope } from '@/server/shared/scopes';
import type { Actor, Platform } from '../context';
import { hashSecret } from '../hash-secret';
import { type CachedKey, findCachedKey } from './key-cache';
import { parseKeyText } from './key-text';
import { statusOf } from './view';

/** An actor that authenticated with an API key. */
export type KeyActor = Extract<Actor, { type: 'apiKey' }>;

const TOUCH_EVERY_MS = 60_000;

/**
 * Returns the actor of an API key; throws credential_invalid. A revoked key fails at once in this process, within 10
 * s in others.
 */
export async function authenticateKey(platform: Platform, presented: string): Promise<KeyActor> {
  const parts = parseKeyText(presented);
  if (!parts) throw domainError('credential_invalid', { reason: 'malformed' });
  const cached = findCachedKey(platform, parts.prefix);
  const hash = hashSecret(parts.secret);
  const row = (await cached.rows).find(({ secretHash }) => timingSafeEqual(secretHash, hash));
  if (!row) throw domainError('credential_invalid', { reason: 'unknown' });
  const status = statusOf(row, platform.clock.now());
  if (status !== 'active') throw domainError('credential_invalid', { reason: status });
  noteUse(platform, cached, row);
  return {
    type: 'apiKey',
    orgId: row.orgId,
    keyId: row.id,
    scopes: row.scopes.filter(isScope),
    channelId: row.channelId,
    environment: row.environment,
  };
}

// Written beside the request, at most once a minute, so that a request never waits for it.
function noteUse({ db, clock, log }: Platform, cached: CachedKey, row: ApiKeyRow): void {
  const now = clock.now();
  const last = Math.max(cached.touchedAt, row.lastUsedAt?.getTime() ?? 0);
  if (now - last < TOUCH_EVERY_MS) return;
  cached.touchedAt = now;
  const used = { orgId: row.orgId, id: row.id, at: new Date(now) };
  updateApiKeyLastUsedAt(db, used).catch((err: unknown) => {
    log.warn({ err, orgId: row.orgId, keyId: row.id }, 'API key use not recorded');
  });
}
