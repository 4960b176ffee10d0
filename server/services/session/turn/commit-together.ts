import { insertAuditEntry } from '@/server/db/audit/store';
import type { Transaction } from '@/server/db/connection/transaction';
import { commitTurn } from '@/server/db/turn/commit';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import { type NewEntry, toEntry } from '../../audit/to-entry';
import { patchContact, type SessionPatch } from '../../contact/patch-contact';
import type { TurnDeps } from './turn-input';

/** What is committed with turns: audit entries, and changes of their contact. */
export type Besides = { entries: readonly NewEntry[]; patches: readonly SessionPatch[] };

/**
 * Commits turns together with their audit entries (audit/change-with-entry) and the changes of their contact
 * (contact/patched-once); false when the turns are refused.
 */
export async function commitTogether(
  deps: TurnDeps,
  commit: TurnCommit,
  { entries, patches }: Besides,
  write: (tx: Transaction, commit: TurnCommit) => Promise<boolean> = commitTurn,
): Promise<boolean> {
  const refused = Symbol('refused');
  try {
    const { isDistributed } = deps.db;
    await deps.db.transaction(async (transaction) => {
      const tx = { ...transaction, isDistributed };
      if (!(await write(tx, commit))) throw refused;
      for (const patch of patches) await patchContact(deps, tx, patch);
      for (const entry of entries) await insertAuditEntry(tx, toEntry(deps, entry));
    });
    return true;
  } catch (error) {
    if (error === refused) return false;
    throw error;
  }
}
