import type { AuthRequest } from '@/server/http/routing/auth-request';
import { authenticateKey } from '@/server/services/api-key/authenticate-key';
import type { Actor, Platform } from '@/server/services/context';
import { domainError, isDomainError } from '@/server/shared/errors';

const SCHEME = /^Bearer +/i;

/** Authenticates the API key of a flowrest channel: alone in `Authorization`, or after `Bearer`. */
export async function authenticateFlowrest(
  platform: Platform,
  { headers }: Request,
  { setHeader }: Pick<AuthRequest, 'setHeader'>,
): Promise<Actor> {
  if (headers.has('origin')) setHeader('Access-Control-Allow-Origin', '*');
  const header = headers.get('authorization')?.trim();
  if (!header) throw domainError('credential_missing', {});
  const actor = await authenticateKey(platform, header.replace(SCHEME, ''));
  if (actor.channelId !== null && (await isOurs(platform, actor.orgId, actor.channelId))) return actor;
  throw domainError('credential_invalid', { reason: 'other_api' });
}

async function isOurs({ channels }: Platform, orgId: string, channelId: string): Promise<boolean> {
  try {
    return (await channels.get(orgId, channelId)).kind === 'flowrest';
  } catch (error) {
    // The channel has just been removed, and its keys with it.
    if (isDomainError(error) && error.code === 'not_found') return false;
    throw error;
  }
}
