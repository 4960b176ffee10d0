import type { ApiKeyRow } from '@/server/db/api-key/store';
import { listApiKeysMadeBy } from '@/server/db/api-key/store';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Change } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { revokeRow } from './revoke-api-key';
import { type ApiKeyView, toApiKeyView } from './view';

/** Lists the active keys that a member created, and those created with these keys, newest first. */
export async function listMemberKeys(
  ctx: ServiceContext,
  { userId }: { userId: string },
): Promise<ApiKeyView[]> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  if (!isUuid(userId)) return [];
  const now = ctx.clock.now();
  const rows = await listApiKeysMadeBy(ctx.db, { orgId, madeBy: userId, at: new Date(now) });
  return rows.map((row) => toApiKeyView(row, now));
}

function notOwned(): Error {
  const message = 'One of these keys is not an active key of this member. Reload the list.';
  return domainError('invalid_request', { issues: [{ path: ['keptKeyIds'], message }] });
}

type Leaving = { orgId: string; userId: string; keptKeyIds: readonly string[]; at: Date };

/** Throws invalid_request when one of `keptKeyIds` is not an active key of the member. */
export async function requireMemberKeys({ db }: ServiceContext, { orgId, userId, keptKeyIds, at }: Leaving) {
  if (keptKeyIds.length === 0) return;
  const rows = isUuid(userId) ? await listApiKeysMadeBy(db, { orgId, madeBy: userId, at }) : [];
  if (!keptKeyIds.every((kept) => rows.some(({ id }) => id === kept))) throw notOwned();
}

/** Revokes a member's keys except `keptKeyIds`; the caller invalidates them after the commit. */
export async function revokeMemberKeys(
  tx: AuditedTransaction,
  { orgId, userId, keptKeyIds, at }: Leaving,
): Promise<{ revoked: ApiKeyRow[]; changes: Change[] }> {
  const rows = await listApiKeysMadeBy(tx, { orgId, madeBy: userId, at });
  const revoked = rows.filter(({ id }) => !keptKeyIds.includes(id));
  const changes: Change[] = [];
  for (const row of revoked) changes.push(...(await revokeRow(tx, row, at)));
  return { revoked, changes };
}
