import type { StoredEnvironment, StoredEnvironments } from '@/server/db/organization/stored-environments';
import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';

/** The name of an environment as it is stored with what is bound to it: null for production, the default. */
export function toStoredEnvironment(name: string | null | undefined): string | null {
  return name === PRODUCTION ? null : (name ?? null);
}

/** The environment of that name besides production. Throws not_found. */
export function requireStored(environments: StoredEnvironments | null, name: string): StoredEnvironment {
  const stored = environments && Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!stored) throw domainError('not_found', { thing: 'environment', id: name });
  return stored;
}

/** The environment of a change in its audit entry; nothing for production. */
export function toAuditedPlace(environment: string | null): { environment?: string } {
  return environment === null ? {} : { environment };
}
