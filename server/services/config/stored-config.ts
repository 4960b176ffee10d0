import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { lockOrganization } from '@/server/db/lock/rows';
import { getOrganization, updateOrganization } from '@/server/db/organization/store';
import { configIn, type StoredEnvironments } from '@/server/db/organization/stored-environments';
import type { JsonObject } from '@/server/engine/json';
import { MAX_CONFIG_CHARS } from '@/server/shared/config-name';
import { domainError } from '@/server/shared/errors';
import { requireStored } from '../environment/stored-environment';

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

/** The values of the organization, or those that an environment has in their place. Throws not_found without the environment. */
export function valuesOf({ config, environments }: StoredConfig, environment: string | null): JsonObject {
  return environment === null ? config : (requireStored(environments, environment).config ?? {});
}

/** Replaces them. */
export function withValues(
  stored: StoredConfig,
  environment: string | null,
  values: JsonObject,
): StoredConfig {
  if (environment === null) return { ...stored, config: values };
  const { config: _, ...known } = requireStored(stored.environments, environment);
  const config = orNull(values);
  const next = { ...known, ...(config && { config }) };
  return { ...stored, environments: { ...stored.environments, [environment]: next } };
}
