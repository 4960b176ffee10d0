/*
 * audit/change-with-entry: an audited change and its entry commit together or not at all. `withChange` opens the
 *   transaction for both; audited writes require that transaction, and nothing else creates one.
 */
import { insertAuditEntry } from '@/server/db/audit/store';
import type { AuditedTransaction, TransactionOptions } from '@/server/db/connection/transaction';
import { type Actor, actorName, type ServiceContext } from '../context';
import type { AuditedAction } from './audited-actions';
import { logSecurityEvent } from './log-security-event';
import { isSecurityAction } from './security-actions';
import { type NewEntry, toEntry } from './to-entry';

/** A change to record. `by` is the actor when it is known only during the work. */
export type Change = Omit<NewEntry, 'orgId' | 'actor' | 'action'> & {
  action: AuditedAction;
  by?: Actor;
};

/** The result of the work, and its change; null when nothing changed. */
export type Changed<T> = { result: T; change: Change | readonly Change[] | null };

/**
 * Runs `work` and writes its change into the audit log, in one transaction. `work` must use only `tx`: a second
 * connection per transaction could exhaust the pool.
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

// The structured log has only committed changes.
function noteChange(ctx: ServiceContext, { action, orgId, actor, thingId }: NewEntry): void {
  if (isSecurityAction(action)) logSecurityEvent(ctx, { action, orgId, actor, subject: thingId });
}
