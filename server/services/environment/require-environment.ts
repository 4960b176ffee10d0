import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import type { Platform } from '../context';

/** Throws not_found unless the organization has the environment. */
export async function requireEnvironment(
  { organizations }: Pick<Platform, 'organizations'>,
  orgId: string,
  name: string,
): Promise<void> {
  if (name === PRODUCTION) return;
  const { environments } = await organizations.getStart(orgId);
  if (!Object.hasOwn(environments, name)) throw domainError('not_found', { thing: 'environment', id: name });
}
