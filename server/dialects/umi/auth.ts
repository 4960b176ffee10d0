import { authenticateKey } from '@/server/services/api-key/authenticate-key';
import type { Actor, Platform } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';

const TOKEN = /^(?:Bearer|Token) +(\S+)$/i;

/** Takes an organization's API key as `Authorization: Bearer <token>` or `Token <token>`. */
export async function authenticateUmi(platform: Platform, { headers }: Request): Promise<Actor> {
  const header = headers.get('authorization')?.trim();
  if (!header) throw domainError('credential_missing', {});
  const token = TOKEN.exec(header)?.[1];
  if (token === undefined) throw domainError('credential_invalid', { reason: 'malformed' });
  const actor = await authenticateKey(platform, token);
  if (actor.channelId === null) return actor;
  throw domainError('credential_invalid', { reason: 'other_api' });
}
