import { authenticateKey } from '@/server/services/api-key/authenticate-key';
import { isKeyCached } from '@/server/services/api-key/key-cache';
import type { Actor, Platform } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';

const BEARER = /^Bearer +(\S+)$/i;

/** Authenticates an organization's API key in an `Authorization: Bearer` header. */
export async function authenticateBearer(platform: Platform, { headers }: Request): Promise<Actor> {
  const header = headers.get('authorization')?.trim();
  if (!header) throw domainError('credential_missing', {});
  const key = BEARER.exec(header)?.[1];
  if (key === undefined) throw domainError('credential_invalid', { reason: 'malformed' });
  const actor = await authenticateKey(platform, key);
  if (actor.channelId === null) return actor;
  throw domainError('credential_invalid', { reason: 'other_api' });
}

const API_KEY = /^(?:(?:Bearer|Token) +)?parley_([0-9A-Za-z]{8})_/i;

/** Whether a request carries an API key that this process knows, in any form that an API accepts. */
export function isKnownKey(platform: Platform, { headers }: Request): boolean {
  const prefix = API_KEY.exec(headers.get('authorization')?.trim() ?? '')?.[1];
  return prefix !== undefined && isKeyCached(platform, prefix);
}
