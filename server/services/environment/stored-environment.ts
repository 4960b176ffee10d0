import { PRODUCTION } from '@/server/shared/environment-name';

/** The name of an environment as it is stored with what is bound to it: null for production, the default. */
export function toStoredEnvironment(name: string | null | undefined): string | null {
  return name === PRODUCTION ? null : (name ?? null);
}
