import { isDeepStrictEqual } from 'node:util';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { lockOrganization } from '@/server/db/lock/rows';
import { getOrganization, updateOrganization } from '@/server/db/organization/store';
import type { Json, JsonObject } from '@/server/engine/json';
import { MAX_CONFIG_CHARS } from '@/server/shared/config-name';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { configValueSchema, type SetConfigInput } from './schema';

/** A configuration value. */
export type ConfigValue = { name: string; value: Json };

/** Sets a configuration value for sessions that start from now on. Throws invalid_request, limit_exceeded. */
export async function setConfig(ctx: ServiceContext, input: SetConfigInput): Promise<ConfigValue> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { name, value } = requireValid(configValueSchema, input);
  await withChange(ctx, async (tx) => {
    const config = await readConfig(tx, orgId);
    const before = Object.hasOwn(config, name) ? { value: config[name] ?? null } : null;
    if (before && isDeepStrictEqual(before.value, value)) return { result: undefined, change: null };
    await writeConfig(tx, orgId, { ...config, [name]: value });
    const change = { action: 'config.set' as const, thingId: name, name, before, after: { value } };
    return { result: undefined, change };
  });
  forgetConfig(ctx);
  return { name, value };
}

/** Deletes a configuration value; sessions that start from now on do not have it. Throws not_found. */
export async function deleteConfig(ctx: ServiceContext, { name }: { name: string }): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  await withChange(ctx, async (tx) => {
    const config = await readConfig(tx, orgId);
    if (!Object.hasOwn(config, name)) throw domainError('not_found', { thing: 'config value', id: name });
    const { [name]: value = null, ...others } = config;
    await writeConfig(tx, orgId, others);
    const change = { action: 'config.removed' as const, thingId: name, name, before: { value }, after: null };
    return { result: undefined, change };
  });
  forgetConfig(ctx);
}

// All values are in one row, so two changes at once are made one after the other.
async function readConfig(tx: AuditedTransaction, orgId: string): Promise<JsonObject> {
  await lockOrganization(tx, { orgId });
  return (await getOrganization(tx, { orgId })).config ?? {};
}

async function writeConfig(tx: AuditedTransaction, orgId: string, config: JsonObject): Promise<void> {
  const actual = JSON.stringify(config).length;
  if (actual > MAX_CONFIG_CHARS)
    throw domainError('limit_exceeded', { limit: 'configuration characters', max: MAX_CONFIG_CHARS, actual });
  await updateOrganization(tx, { orgId }, { config: Object.keys(config).length > 0 ? config : null });
}

function forgetConfig({ organizations, channels }: ServiceContext): void {
  organizations.invalidate();
  channels.invalidate();
}
