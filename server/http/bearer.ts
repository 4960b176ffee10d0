import { authenticateKey } from '@/server/services/api-key/authenticate-key';
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
