import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import type { Platform } from '../context';

/** Throws not_found unless the organization has the environment. */
export async function requireEnvironment(
  { organizations }: Pick<Platform, 'organizations'>,
  orgId: string,
  name: string,
): Promise<void> {
  if (!(await isEnvironment({ organizations }, orgId, name)))
    throw domainError('not_found', { thing: 'environment', id: name });
}

/** Throws invalid_request unless the organization has the environment that something is to be bound to, if one is named. */
export async function requireBindable(
  platform: Pick<Platform, 'organizations'>,
  orgId: string,
  name: string | null | undefined,
): Promise<void> {
  if (name == null || (await isEnvironment(platform, orgId, name))) return;
  const message = 'is not an environment of this organization';
  throw domainError('invalid_request', { issues: [{ path: ['environment'], message }] });
}

async function isEnvironment(
  { organizations }: Pick<Platform, 'organizations'>,
  orgId: string,
  name: string,
): Promise<boolean> {
  return name === PRODUCTION || Object.hasOwn((await organizations.getStart(orgId)).environments, name);
}
