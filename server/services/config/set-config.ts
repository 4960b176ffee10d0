import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { configValueSchema, type SetConfigInput } from './schema';
import {
  environmentOf,
  forgetConfig,
  overridesOf,
  readConfig,
  type StoredConfig,
  withOverrides,
  writeConfig,
} from './stored-config';

/** A configuration value. */
export type ConfigValue = { name: string; value: Json };

/**
 * Sets a configuration value for sessions that start from now on; with an environment besides production, for those in it alone, in
 * place of the value that the organization has. Throws invalid_request, not_found, limit_exceeded.
 */
export async function setConfig(ctx: ServiceContext, input: SetConfigInput): Promise<ConfigValue> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { name, value, environment: named } = requireValid(configValueSchema, input);
  const environment = environmentOf({ environment: named });
  await withChange(ctx, async (tx) => {
    const stored = await readConfig(tx, orgId);
    const known = environment === null ? stored.config : overridesOf(stored, environment);
    if (environment !== null && !Object.hasOwn(stored.config, name)) refuseOverride();
    const before = Object.hasOwn(known, name) ? { value: known[name] ?? null } : null;
    if (before && isDeepStrictEqual(before.value, value)) return { result: undefined, change: null };
    const values = { ...known, [name]: value };
    const next =
      environment === null ? { ...stored, config: values } : withOverrides(stored, environment, values);
    await writeConfig(tx, orgId, next);
    const after = { ...toPlace(environment), value };
    const change = { action: 'config.set' as const, thingId: name, name, before, after };
    return { result: undefined, change };
  });
  forgetConfig(ctx);
  return { name, value };
}

function refuseOverride(): never {
  const message = 'has no value of the organization that an environment could replace; set that one first';
  throw domainError('invalid_request', { issues: [{ path: ['name'], message }] });
}

function toPlace(environment: string | null): { environment?: string } {
  return environment === null ? {} : { environment };
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
  const environment = environmentOf({ environment: named });
  await withChange(ctx, async (tx) => {
    const stored = await readConfig(tx, orgId);
    const known = environment === null ? stored.config : overridesOf(stored, environment);
    if (!Object.hasOwn(known, name)) throw domainError('not_found', { thing: 'config value', id: name });
    const { [name]: value = null, ...others } = known;
    const next =
      environment === null
        ? withoutOverrides({ ...stored, config: others }, name)
        : withOverrides(stored, environment, others);
    await writeConfig(tx, orgId, next);
    const before = { ...toPlace(environment), value };
    const change = { action: 'config.removed' as const, thingId: name, name, before, after: null };
    return { result: undefined, change };
  });
  forgetConfig(ctx);
}

/** Leaves a value out of every environment. */
function withoutOverrides(stored: StoredConfig, name: string): StoredConfig {
  return Object.keys(stored.environments).reduce((left, environment) => {
    const { [name]: removed, ...others } = overridesOf(left, environment);
    return removed === undefined ? left : withOverrides(left, environment, others);
  }, stored);
}
