import type { AuditedTransaction } from '@/server/db/connection/transaction';
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
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { MOST_SECRETS, type SetSecretInput, secretSchema } from './schema';
import { sealSecret } from './seal-secret';

/** When a secret was set; its value is not returned. */
export type SecretSet = { name: string; createdAt: Date; updatedAt: Date };

/** Creates a secret, or replaces its value for calls from now on. Throws invalid_request, limit_exceeded. */
export async function setSecret(ctx: ServiceContext, input: SetSecretInput): Promise<SecretSet> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { name, value } = requireValid(secretSchema, input);
  try {
    return await writeSecret(ctx, { orgId, name, value });
  } catch (error) {
    // Another request created it meanwhile, so this one replaces its value.
    if (hasSqlState(error, 'unique_violation')) return writeSecret(ctx, { orgId, name, value });
    throw error;
  }
}

type Given = { orgId: string; name: string; value: string };

function writeSecret(ctx: ServiceContext, { orgId, name, value }: Given): Promise<SecretSet> {
  const updatedAt = new Date(ctx.clock.now());
  return withChange(ctx, async (tx) => {
    const before = await findSecret(tx, { orgId, name });
    const id = before?.id ?? ctx.ids.uuid(updatedAt.getTime());
    const createdAt = before?.createdAt ?? updatedAt;
    const sealed = sealSecret(ctx.secrets, { orgId, id }, value);
    const row = { orgId, id, name, sealed, updatedBy: actorName(ctx.actor), createdAt, updatedAt };
    await (before ? updateSecret(tx, row) : addSecret(tx, row));
    const change = { action: 'secret.set' as const, thingId: name, name };
    const facts = { before: before && { setAt: before.updatedAt }, after: { setAt: updatedAt } };
    return { result: { name, createdAt, updatedAt }, change: { ...change, ...facts } };
  });
}

async function addSecret(tx: AuditedTransaction, row: SecretRow): Promise<void> {
  const held = await countSecrets(tx, row);
  if (held >= MOST_SECRETS) throw domainError('limit_exceeded', { limit: 'secrets', max: MOST_SECRETS });
  await insertSecret(tx, row);
}
