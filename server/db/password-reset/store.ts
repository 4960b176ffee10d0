import type { Insertable, Selectable } from 'kysely';
import type { Db, Transaction } from '../connection/transaction';
import { build, countRows, findRow } from '../statement/query';
import type { Tables } from '../statement/tables';
import { listOrgIds } from '../user/store';

/** A reset link that works at a time, and whose it is. */
export type OpenReset = Selectable<Tables['passwordResets']> & {
  name: string;
  email: string;
  /** The person's present `credentials_rev`. */
  currentRev: number;
  /** The organizations that the person is a member of. */
  orgIds: string[];
};

type ResetKey = { tokenHash: Uint8Array<ArrayBuffer> };

/** Finds a link that was not used and has not lapsed. */
export async function findOpenReset(
  db: Db,
  { tokenHash, at }: ResetKey & { at: Date },
): Promise<OpenReset | null> {
  const reset = build
    .selectFrom('passwordResets')
    .innerJoin('users', 'users.id', 'passwordResets.userId')
    .selectAll('passwordResets')
    .select(['users.name', 'users.email', 'users.credentialsRev as currentRev'])
    .where('passwordResets.tokenHash', '=', tokenHash)
    .where('passwordResets.usedAt', 'is', null)
    .where('passwordResets.expiresAt', '>', at);
  const found = await findRow(db, reset);
  return found && { ...found, orgIds: await listOrgIds(db, found) };
}

/** Stores a link. */
export async function insertPasswordReset(
  db: Db,
  reset: Insertable<Tables['passwordResets']>,
): Promise<void> {
  await countRows(db, build.insertInto('passwordResets').values(reset));
}

/** Marks a link as used. */
export async function updateResetAsUsed(
  tx: Transaction,
  { tokenHash, at }: ResetKey & { at: Date },
): Promise<void> {
  await countRows(
    tx,
    build.updateTable('passwordResets').set({ usedAt: at }).where('tokenHash', '=', tokenHash),
  );
}

/** Deletes the links of a person that were not used; returns how many. */
export function deleteUnusedResets(db: Db, { userId }: { userId: string }): Promise<number> {
  return countRows(
    db,
    build.deleteFrom('passwordResets').where('userId', '=', userId).where('usedAt', 'is', null),
  );
}

/** Deletes up to `limit` links that lapsed before a time; returns how many. */
export function pruneResets(db: Db, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const lapsed = build.selectFrom('passwordResets').select('tokenHash').where('expiresAt', '<', before);
  return countRows(db, build.deleteFrom('passwordResets').where('tokenHash', 'in', lapsed.limit(limit)));
}
