import type { Selectable } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, findRow } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `factors`: the authenticator app of a person. */
export type FactorRow = Selectable<Tables['factors']>;

type FactorKey = { userId: string };

/** Finds a person's factor; `confirmed` finds only one that is, or is not. */
export function findFactor(
  db: Db,
  { userId, confirmed }: FactorKey & { confirmed?: boolean },
): Promise<FactorRow | null> {
  const factor = build.selectFrom('factors').selectAll().where('userId', '=', userId);
  if (confirmed === undefined) return findRow(db, factor);
  return findRow(db, factor.where('confirmedAt', confirmed ? 'is not' : 'is', null));
}

/** Stores a factor that is not confirmed, in place of an earlier such one; leaves a confirmed one as it is. */
export async function insertUnconfirmedFactor(
  db: Db,
  factor: Pick<FactorRow, 'userId' | 'sealed' | 'createdAt'>,
): Promise<void> {
  const { userId, sealed, createdAt } = factor;
  await countRows(
    db,
    build.deleteFrom('factors').where('userId', '=', userId).where('confirmedAt', 'is', null),
  );
  const insert = build
    .insertInto('factors')
    .values({ userId, sealed, createdAt, confirmedAt: null, lastStep: 0 });
  await countRows(
    db,
    insert.onConflict((conflict) => conflict.doNothing()),
  );
}

type UsedStep = Pick<FactorRow, 'userId' | 'sealed'> & { step: number };

/**
 * Notes the time step of a code, so that no code of it or an earlier one counts again; false when one was noted already,
 * or the factor is another by now. With `confirmedAt` it confirms a factor that is not yet; without it, it takes only a
 * confirmed one.
 */
export async function updateFactorStep(
  db: Db,
  { userId, sealed, step }: UsedStep,
  { confirmedAt }: { confirmedAt: Date | null },
): Promise<boolean> {
  const update = build
    .updateTable('factors')
    .set({ lastStep: step, ...(confirmedAt && { confirmedAt }) })
    .where('userId', '=', userId)
    .where('sealed', '=', sealed)
    .where('confirmedAt', confirmedAt ? 'is' : 'is not', null)
    .where('lastStep', '<', step);
  return (await countRows(db, update)) === 1;
}

/** Tells whether a code of a time step, or of a later one, was used with this very factor. */
export async function hasUsedStep(db: Db, { userId, sealed, step }: UsedStep): Promise<boolean> {
  const used = build
    .selectFrom('factors')
    .select('userId')
    .where('userId', '=', userId)
    .where('sealed', '=', sealed)
    .where('confirmedAt', 'is not', null)
    .where('lastStep', '>=', step);
  return (await findRow(db, used)) !== null;
}

/** Deletes a person's factor with its recovery codes; returns how many factors went. */
export function deleteFactor(db: Db, { userId }: FactorKey): Promise<number> {
  return countRows(db, build.deleteFrom('factors').where('userId', '=', userId));
}
