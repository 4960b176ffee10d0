import type { AuditedTransaction } from '@/server/db/connection/transaction';
import {
  countSecrets,
  findSecret,
  insertSecret,
  type SecretKey,
  type SecretRow,
  updateSecret,
} from '@/server/db/secret/store';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import { actorName, type ServiceContext } from '../context';
import { toAuditedPlace, toStoredEnvironment } from '../environment/stored-environment';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { MOST_SECRETS, type SetSecretInput, secretSchema } from './schema';
import { sealSecret } from './seal-secret';
import { lockPlace, toSecretKey } from './secret-place';

/** When a secret was set; its value is not returned. */
export type SecretSet = { name: string; createdAt: Date; updatedAt: Date };

/**
 * Creates a secret, or replaces its value for calls from now on; with an environment besides production, for those of sessions in it
 * alone, in place of the secret that the organization has. Throws invalid_request, not_found, limit_exceeded.
 */
export async function setSecret(ctx: ServiceContext, input: SetSecretInput): Promise<SecretSet> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { name, value, environment: named } = requireValid(secretSchema, input);
  const environment = toStoredEnvironment(named);
  const key = toSecretKey(orgId, name, environment);
  const updatedAt = new Date(ctx.clock.now());
  return withChange(ctx, async (tx) => {
    await lockPlace(tx, { orgId, environment });
    if (environment !== null) await requireReplaced(tx, toSecretKey(orgId, name, null));
    const before = await findSecret(tx, key);
    const id = before?.id ?? ctx.ids.uuid(updatedAt.getTime());
    const createdAt = before?.createdAt ?? updatedAt;
    const sealed = sealSecret(ctx.secrets, { orgId, id }, value);
    const row = { ...key, id, sealed, updatedBy: actorName(ctx.actor), createdAt, updatedAt };
    await (before ? updateSecret(tx, row) : addSecret(tx, row));
    const change = { action: 'secret.set' as const, thingId: name, name };
    const facts = {
      before: before && { setAt: before.updatedAt },
      after: { ...toAuditedPlace(environment), setAt: updatedAt },
    };
    return { result: { name, createdAt, updatedAt }, change: { ...change, ...facts } };
  });
}

async function requireReplaced(tx: AuditedTransaction, key: SecretKey): Promise<void> {
  if (await findSecret(tx, key)) return;
  const message = 'is no secret of the organization that an environment could replace; set that one first';
  throw domainError('invalid_request', { issues: [{ path: ['name'], message }] });
}

async function addSecret(tx: AuditedTransaction, row: SecretRow): Promise<void> {
  if (row.environment !== '') return insertSecret(tx, row);
  const held = await countSecrets(tx, row);
  if (held >= MOST_SECRETS) throw domainError('limit_exceeded', { limit: 'secrets', max: MOST_SECRETS });
  await insertSecret(tx, row);
}
