import type { JsonObject } from '@/server/engine/json';

/** An environment besides production. `config` has the configuration values that replace those of the organization. */
export type StoredEnvironment = { createdAt: string; config?: JsonObject };

/** The environments of an organization besides production, by name. */
export type StoredEnvironments = Record<string, StoredEnvironment>;

/** The configuration values of an organization, and its environments. */
type Configured = { config: JsonObject | null; environments: StoredEnvironments | null };

/** The configuration values in an environment, null for production: those of the organization, or its own in their place. */
export function configIn({ config, environments }: Configured, environment: string | null): JsonObject {
  const own = config ?? {};
  if (environment === null || !environments || !Object.hasOwn(environments, environment)) return own;
  return { ...own, ...environments[environment]?.config };
}
