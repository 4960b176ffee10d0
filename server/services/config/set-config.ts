import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { forgetEnvironments } from '../environment/forget-environments';
import { toAuditedPlace, toStoredEnvironment } from '../environment/stored-environment';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { configValueSchema, type SetConfigInput } from './schema';
import { readConfig, type StoredConfig, valuesOf, withValues, writeConfig } from './stored-config';

/** A configuration value. */
export type ConfigValue = { name: string; value: Json };

/**
 * Sets a configuration value for sessions that start from now on; with an environment besides production, for those in it alone, in
 * place of the value that the organization has. Throws invalid_request, not_found, limit_exceeded.
 */
export async function setConfig(ctx: ServiceContext, input: SetConfigInput): Promise<ConfigValue> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { name, value, environment: named } = requireValid(configValueSchema, input);
  const environment = toStoredEnvironment(named);
  await withChange(ctx, async (tx) => {
    const stored = await readConfig(tx, orgId);
    const known = valuesOf(stored, environment);
    if (environment !== null && !Object.hasOwn(stored.config, name)) refuseOverride();
    const before = Object.hasOwn(known, name) ? { value: known[name] ?? null } : null;
    if (before && isDeepStrictEqual(before.value, value)) return { result: undefined, change: null };
    await writeConfig(tx, orgId, withValues(stored, environment, { ...known, [name]: value }));
    const after = { ...toAuditedPlace(environment), value };
    const change = { action: 'config.set' as const, thingId: name, name, before, after };
    return { result: undefined, change };
  });
  forgetEnvironments(ctx);
  return { name, value };
}

function refuseOverride(): never {
  const message = 'has no value of the organization that an environment could replace; set that one first';
  throw domainError('invalid_request', { issues: [{ path: ['name'], message }] });
}

/**
 * Deletes a configuration value with those of environments in its place, so that sessions which start from now on do not have it; with
 * an environment besides production, only the value there. Throws not_found.
 */
export async function deleteConfig(
  ctx: ServiceContext,
  { name, environment: named }: { name: string; environment?: string | undefined },
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const environment = toStoredEnvironment(named);
  await withChange(ctx, async (tx) => {
    const stored = await readConfig(tx, orgId);
    const known = valuesOf(stored, environment);
    if (!Object.hasOwn(known, name)) throw domainError('not_found', { thing: 'config value', id: name });
    const { [name]: value = null, ...others } = known;
    const left = withValues(stored, environment, others);
    await writeConfig(tx, orgId, environment === null ? withoutOverrides(left, name) : left);
    const before = { ...toAuditedPlace(environment), value };
    const change = { action: 'config.removed' as const, thingId: name, name, before, after: null };
    return { result: undefined, change };
  });
  forgetEnvironments(ctx);
}

/** Leaves a value out of every environment. */
function withoutOverrides(stored: StoredConfig, name: string): StoredConfig {
  return Object.keys(stored.environments).reduce((left, environment) => {
    const { [name]: removed, ...others } = valuesOf(left, environment);
    return removed === undefined ? left : withValues(left, environment, others);
  }, stored);
}
