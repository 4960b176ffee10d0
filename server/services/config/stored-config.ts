import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { lockOrganization } from '@/server/db/lock/rows';
import { getOrganization, updateOrganization } from '@/server/db/organization/store';
import { configIn, type StoredEnvironments } from '@/server/db/organization/stored-environments';
import type { JsonObject } from '@/server/engine/json';
import { MAX_CONFIG_CHARS } from '@/server/shared/config-name';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { toStoredEnvironment } from '../environment/stored-environment';

/** The configuration values of an organization, and its environments with those in their place. */
export type StoredConfig = { config: JsonObject; environments: StoredEnvironments };

/** Reads them for a change. All are in one row, so two changes at once are made one after the other. */
export async function readConfig(tx: AuditedTransaction, orgId: string): Promise<StoredConfig> {
  await lockOrganization(tx, { orgId });
  const { config, environments } = await getOrganization(tx, { orgId });
  return { config: config ?? {}, environments: environments ?? {} };
}

/** Writes them; throws limit_exceeded if the values of an environment are too large together. */
export async function writeConfig(
  tx: AuditedTransaction,
  orgId: string,
  stored: StoredConfig,
): Promise<void> {
  const { config, environments } = stored;
  for (const name of [null, ...Object.keys(environments)]) {
    const actual = JSON.stringify(configIn(stored, name)).length;
    if (actual > MAX_CONFIG_CHARS)
      throw domainError('limit_exceeded', {
        limit: 'configuration characters',
        max: MAX_CONFIG_CHARS,
        actual,
      });
  }
  await updateOrganization(tx, { orgId }, { config: orNull(config), environments: orNull(environments) });
}

function orNull<T extends object>(value: T): T | null {
  return Object.keys(value).length > 0 ? value : null;
}

/** Sets the values that an environment has in place of those of the organization. */
export function withOverrides(stored: StoredConfig, environment: string, config: JsonObject): StoredConfig {
  const { config: _, ...known } = requireOwn(stored, environment);
  const next = { ...known, ...(Object.keys(config).length > 0 && { config }) };
  return { ...stored, environments: { ...stored.environments, [environment]: next } };
}

/** The values that an environment has in place of those of the organization. Throws not_found without the environment. */
export function overridesOf(stored: StoredConfig, environment: string): JsonObject {
  return requireOwn(stored, environment).config ?? {};
}

function requireOwn({ environments }: StoredConfig, name: string) {
  const own = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!own) throw domainError('not_found', { thing: 'environment', id: name });
  return own;
}

/** The environment that a change is for; null for the organization, whose values production has. */
export function environmentOf({ environment }: { environment?: string | undefined }): string | null {
  return toStoredEnvironment(environment);
}

/** Makes this process read the values again. */
export function forgetConfig({ organizations, channels }: ServiceContext): void {
  organizations.invalidate();
  channels.invalidate();
}
