import type { Insertable, Selectable } from 'kysely';
import type { Db, Transaction } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `sign_ins`. */
type SignInRow = Selectable<Tables['signIns']>;

/** A sign-in as its person sees it. */
export type ShownSignIn = Pick<
  SignInRow,
  'id' | 'method' | 'createdAt' | 'lastSeenAt' | 'address' | 'userAgent'
>;

type OpenSearch = { userId: string; now: Date; seenAfter: Date; take: number };

/** Lists the sign-ins of a person that still have effect, the one last seen first. */
export function listOpenSignIns(
  db: Db,
  { userId, now, seenAfter, take }: OpenSearch,
): Promise<ShownSignIn[]> {
  const signIns = build
    .selectFrom('signIns as s')
    .innerJoin('users as u', (join) =>
      join.onRef('u.id', '=', 's.userId').onRef('u.credentialsRev', '=', 's.credentialsRev'),
    )
    .select(['s.id', 's.method', 's.createdAt', 's.lastSeenAt', 's.address', 's.userAgent'])
    .where('s.userId', '=', userId)
    .where('s.endedAt', 'is', null)
    .where('s.expiresAt', '>', now)
    .where('s.lastSeenAt', '>', seenAfter);
  return listRows(db, signIns.orderBy('s.lastSeenAt', 'desc').orderBy('s.id', 'desc').limit(take));
}

/** Tells whether a person has a sign-in; given a place, one from there that was seen since a time. */
export async function hasSignIn(
  db: Db,
  { userId, from }: { userId: string; from?: { place: string; seenAfter: Date } },
): Promise<boolean> {
  const any = build.selectFrom('signIns').select('id').where('userId', '=', userId).limit(1);
  const wanted = from ? any.where('place', '=', from.place).where('lastSeenAt', '>', from.seenAfter) : any;
  return (await findRow(db, wanted)) !== null;
}

/** Stores a sign-in. */
export async function insertSignIn(tx: Transaction, signIn: Insertable<Tables['signIns']>): Promise<void> {
  await countRows(tx, build.insertInto('signIns').values(signIn));
}

/** Notes when a sign-in was last seen, unless it was seen after `seenBefore`. */
export async function updateLastSeenAt(
  db: Db,
  { id, seenBefore, at }: { id: string; seenBefore: Date; at: Date },
): Promise<void> {
  const update = build.updateTable('signIns').set({ lastSeenAt: at });
  await countRows(db, update.where('id', '=', id).where('lastSeenAt', '<=', seenBefore));
}

/** Notes when a credential was last shown in a sign-in that has not ended. */
export async function updateAuthenticatedAt(db: Db, { id, at }: { id: string; at: Date }): Promise<void> {
  const update = build.updateTable('signIns').set({ authenticatedAt: at });
  await countRows(db, update.where('id', '=', id).where('endedAt', 'is', null));
}

/** Notes the organization that a sign-in was last used in. */
export async function updateSignInOrg(db: Db, { id, orgId }: { id: string; orgId: string }): Promise<void> {
  await countRows(db, build.updateTable('signIns').set({ orgId }).where('id', '=', id));
}

export type EndedSignIns = {
  userId: string;
  at: Date;
  /** Only this sign-in. */
  id?: string | undefined;
  /** Every sign-in but this one. */
  exceptId?: string | undefined;
};

/** Ends sign-ins of a person; returns how many had not ended before. */
export function updateSignInsAsEnded(db: Db, { userId, at, id, exceptId }: EndedSignIns): Promise<number> {
  let update = build
    .updateTable('signIns')
    .set({ endedAt: at })
    .where('userId', '=', userId)
    .where('endedAt', 'is', null);
  if (id !== undefined) update = update.where('id', '=', id);
  if (exceptId !== undefined) update = update.where('id', '<>', exceptId);
  return countRows(db, update);
}

/** Deletes from where a person has signed in. */
export async function deleteSignInPlaces(db: Db, { userId }: { userId: string }): Promise<void> {
  await countRows(db, build.updateTable('signIns').set({ place: null }).where('userId', '=', userId));
}

/** Deletes up to `limit` sign-ins that were last seen before a time; returns how many. */
export function pruneSignIns(db: Db, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const old = build
    .selectFrom('signIns')
    .select('id')
    .where('lastSeenAt', '<=', before)
    .orderBy('lastSeenAt')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  return countRows(db, build.deleteFrom('signIns').where('id', 'in', old));
}
