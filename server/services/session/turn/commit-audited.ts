import { insertAuditEntry } from '@/server/db/audit/store';
import type { Transaction } from '@/server/db/connection/transaction';
import { commitTurn } from '@/server/db/turn/commit';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import { type NewEntry, toEntry } from '../../audit/to-entry';
import type { TurnDeps } from './turn-input';

/** Commits turns and their audit entries together (audit/change-with-entry); false when the turns are refused. */
export async function commitAudited(
  deps: TurnDeps,
  commit: TurnCommit,
  entries: readonly NewEntry[],
  write: (tx: Transaction, commit: TurnCommit) => Promise<boolean> = commitTurn,
): Promise<boolean> {
  const refused = Symbol('refused');
  try {
    const { isDistributed } = deps.db;
    await deps.db.transaction(async (transaction) => {
      const tx = { ...transaction, isDistributed };
      if (!(await write(tx, commit))) throw refused;
      for (const entry of entries) await insertAuditEntry(tx, toEntry(deps, entry));
    });
    return true;
  } catch (error) {
    if (error === refused) return false;
    throw error;
  }
}
