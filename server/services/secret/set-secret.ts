import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { lockOrganization } from '@/server/db/lock/rows';
import { getOrganization } from '@/server/db/organization/store';
import {
  countSecrets,
  findSecret,
  insertSecret,
  type SecretRow,
  updateSecret,
} from '@/server/db/secret/store';
import { hasSqlState } from '@/server/db/statement/sqlstate';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import { actorName, type ServiceContext } from '../context';
import { toStoredEnvironment } from '../environment/stored-environment';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { MOST_SECRETS, type SetSecretInput, secretSchema } from './schema';
import { sealSecret } from './seal-secret';

/** When a secret was set; its value is not returned. */
export type SecretSet = { name: string; createdAt: Date; updatedAt: Date };

/**
 * Creates a secret, or replaces its value for calls from now on; with an environment besides production, for those of sessions in it
 * alone, in place of the secret that the organization has. Throws invalid_request, not_found, limit_exceeded.
 */
export async function setSecret(ctx: ServiceContext, input: SetSecretInput): Promise<SecretSet> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { name, value, environment } = requireValid(secretSchema, input);
  const given = { orgId, name, value, environment: toStoredEnvironment(environment) ?? '' };
  try {
    return await writeSecret(ctx, given);
  } catch (error) {
    // Another request created it meanwhile, so this one replaces its value.
    if (hasSqlState(error, 'unique_violation')) return writeSecret(ctx, given);
    throw error;
  }
}

type Given = { orgId: string; name: string; value: string; environment: string };

function writeSecret(ctx: ServiceContext, { value, ...key }: Given): Promise<SecretSet> {
  const { orgId, name, environment } = key;
  const updatedAt = new Date(ctx.clock.now());
  return withChange(ctx, async (tx) => {
    if (environment !== '') await requirePlace(tx, key);
    const before = await findSecret(tx, key);
    const id = before?.id ?? ctx.ids.uuid(updatedAt.getTime());
    const createdAt = before?.createdAt ?? updatedAt;
    const sealed = sealSecret(ctx.secrets, { orgId, id }, value);
    const row = { ...key, id, sealed, updatedBy: actorName(ctx.actor), createdAt, updatedAt };
    await (before ? updateSecret(tx, row) : addSecret(tx, row));
    const change = { action: 'secret.set' as const, thingId: name, name };
    const facts = {
      before: before && { setAt: before.updatedAt },
      after: { ...toPlace(environment), setAt: updatedAt },
    };
    return { result: { name, createdAt, updatedAt }, change: { ...change, ...facts } };
  });
}

/** Requires the environment, which cannot be removed meanwhile, and the secret of the organization that it replaces. */
async function requirePlace(
  tx: AuditedTransaction,
  { orgId, name, environment }: Omit<Given, 'value'>,
): Promise<void> {
  await lockOrganization(tx, { orgId });
  const { environments } = await getOrganization(tx, { orgId });
  if (!Object.hasOwn(environments ?? {}, environment))
    throw domainError('not_found', { thing: 'environment', id: environment });
  if (await findSecret(tx, { orgId, name, environment: '' })) return;
  const message = 'is no secret of the organization that an environment could replace; set that one first';
  throw domainError('invalid_request', { issues: [{ path: ['name'], message }] });
}

/** The environment of a secret in its audit entries. */
export function toPlace(environment: string): { environment?: string } {
  return environment === '' ? {} : { environment };
}

async function addSecret(tx: AuditedTransaction, row: SecretRow): Promise<void> {
  if (row.environment !== '') return insertSecret(tx, row);
  const held = await countSecrets(tx, row);
  if (held >= MOST_SECRETS) throw domainError('limit_exceeded', { limit: 'secrets', max: MOST_SECRETS });
  await insertSecret(tx, row);
}
