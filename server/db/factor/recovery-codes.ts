import type { Db, Transaction } from '../connection/transaction';
import { build, countRows } from '../statement/query';

type CodeHash = Uint8Array<ArrayBuffer>;

/** Counts the recovery codes that a person has not used. */
export async function countRecoveryCodes(db: Db, { userId }: { userId: string }): Promise<number> {
  const codes = build.selectFrom('recoveryCodes').select('codeHash').where('userId', '=', userId);
  return countRows(db, codes.where('usedAt', 'is', null));
}

/** Stores recovery codes in place of the ones that a person has. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  { userId, codeHashes }: { userId: string; codeHashes: readonly CodeHash[] },
): Promise<void> {
  await countRows(tx, build.deleteFrom('recoveryCodes').where('userId', '=', userId));
  const rows = codeHashes.map((codeHash) => ({ userId, codeHash, usedAt: null }));
  await countRows(tx, build.insertInto('recoveryCodes').values(rows));
}

/** Marks a recovery code of a confirmed factor as used; false when there is none, or it was used before. */
export async function updateRecoveryCodeAsUsed(
  tx: Transaction,
  { userId, codeHash, at }: { userId: string; codeHash: CodeHash; at: Date },
): Promise<boolean> {
  const update = build
    .updateTable('recoveryCodes')
    .set({ usedAt: at })
    .where('userId', '=', userId)
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('factors')
          .select('factors.userId')
          .whereRef('factors.userId', '=', 'recoveryCodes.userId')
          .where('factors.confirmedAt', 'is not', null),
      ),
    );
  return (await countRows(tx, update)) === 1;
}
