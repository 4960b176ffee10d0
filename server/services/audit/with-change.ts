/*
 * audit/change-with-entry: an audited change and its entry are kept together or not at all. Both are written in the
 *   transaction that `withChange` opens; what changes audited things takes that transaction, which nothing else makes.
 */
import { insertAuditEntry } from '@/server/db/audit/store';
import type { AuditedTransaction, TransactionOptions } from '@/server/db/connection/transaction';
import { type Actor, actorName, type ServiceContext } from '../context';
import type { AuditedAction } from './audited-actions';
import { logSecurityEvent } from './log-security-event';
import { isSecurityAction } from './security-actions';
import { type NewEntry, toEntry } from './to-entry';

/** What was changed. `by` is who did it, where that is known only after the work began. */
export type Change = Omit<NewEntry, 'orgId' | 'actor' | 'action'> & {
  action: AuditedAction;
  by?: Actor;
};

/** What came of the work, and what it changed; null for nothing. */
export type Changed<T> = { result: T; change: Change | readonly Change[] | null };

/**
 * Does the work and writes what it changed into the audit log, in one transaction. Inside, only `tx` may be asked: the
 * pool has no second connection for each of many transactions at once.
 */
export async function withChange<T>(
  ctx: ServiceContext,
  work: (tx: AuditedTransaction) => Promise<Changed<T>>,
  options: TransactionOptions = {},
): Promise<T> {
  const { result, changes } = await ctx.db.transaction(async (tx) => {
    const { result, change } = await work({ ...tx, isAudited: true });
    const changes = change === null ? [] : [change].flat();
    for (const each of changes) await insertAuditEntry(tx, toEntry(ctx, toNewEntry(ctx, each)));
    return { result, changes };
  }, options);
  for (const each of changes) noteChange(ctx, toNewEntry(ctx, each));
  return result;
}

function toNewEntry({ actor }: ServiceContext, { by = actor, ...change }: Change): NewEntry {
  return { ...change, orgId: by.orgId, actor: actorName(by) };
}

// The structured log has what was kept, and nothing else.
function noteChange(ctx: ServiceContext, { action, orgId, actor, thingId }: NewEntry): void {
  if (isSecurityAction(action)) logSecurityEvent(ctx, { action, orgId, actor, subject: thingId });
}
