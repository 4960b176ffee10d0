import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Transaction } from '../connection/transaction';
import { build, countRows, findRow, getRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `users`. */
type UserRow = Selectable<Tables['users']>;

/** A user and the organizations that they are a member of, the one joined first in front. */
export type UserWithOrgs = UserRow & { orgIds: string[] };

type UserKey = { userId: string };

const anyUser = build.selectFrom('users').selectAll();

/** Finds a person by their id. */
export function findUser(db: Db, { userId }: UserKey): Promise<UserWithOrgs | null> {
  return findWithOrgs(db, anyUser.where('id', '=', userId));
}

/** Finds a person by their id; throws an Error when there is none. */
export async function getUser(db: Db, { userId }: UserKey): Promise<UserWithOrgs> {
  return addOrgs(db, await getRow(db, anyUser.where('id', '=', userId)));
}

/** Finds a person by their address, in lower case. */
export function findUserByEmail(db: Db, { email }: { email: string }): Promise<UserWithOrgs | null> {
  return findWithOrgs(db, anyUser.where('email', '=', email));
}

/** Finds the person who is bound to a subject of an identity provider. */
export function findUserByIdentity(
  db: Db,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<UserWithOrgs | null> {
  const bound = build
    .selectFrom('userIdentities')
    .select('userId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject);
  return findWithOrgs(db, anyUser.where('id', '=', bound));
}

async function findWithOrgs(db: Db, person: typeof anyUser): Promise<UserWithOrgs | null> {
  const user = await findRow(db, person);
  return user && addOrgs(db, user);
}

async function addOrgs(db: Db, user: UserRow): Promise<UserWithOrgs> {
  return { ...user, orgIds: await listOrgIds(db, { userId: user.id }) };
}

/** Lists the ids of the organizations that a person is a member of, the one joined first in front. */
export async function listOrgIds(db: Db, { userId }: UserKey): Promise<string[]> {
  const joined = build.selectFrom('members').select('orgId').where('userId', '=', userId);
  return (await listRows(db, joined.orderBy('createdAt').orderBy('orgId'))).map(({ orgId }) => orgId);
}

/** Lists the names of people by their ids. */
export function listUserNames(
  db: Db,
  { userIds }: { userIds: readonly string[] },
): Promise<{ id: string; name: string }[]> {
  if (userIds.length === 0) return Promise.resolve([]);
  return listRows(db, build.selectFrom('users').select(['id', 'name']).where('id', 'in', userIds));
}

/** Tells whether anybody has an account. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await findRow(db, build.selectFrom('users').select('id').limit(1))) !== null;
}

/** Stores a person; false when the address is taken. */
export async function insertUser(db: Db, user: Insertable<Tables['users']>): Promise<boolean> {
  const insert = build.insertInto('users').values(user);
  return (
    (await countRows(
      db,
      insert.onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}

/** Changes what is given. */
export async function updateUser(
  db: Db,
  { userId }: UserKey,
  change: Pick<Updateable<Tables['users']>, 'emailVerifiedAt' | 'notice'>,
): Promise<void> {
  await countRows(db, build.updateTable('users').set(change).where('id', '=', userId));
}

/** Sets or deletes a password, which ends what was signed in by the old one; false when it changed since `ifRev`. */
export async function updatePassword(
  db: Db,
  { userId, ifRev }: UserKey & { ifRev?: number },
  passwordHash: string | null,
): Promise<boolean> {
  const update = build
    .updateTable('users')
    .set((eb) => ({ passwordHash, credentialsRev: eb('credentialsRev', '+', 1) }))
    .where('id', '=', userId);
  const expected = ifRev === undefined ? update : update.where('credentialsRev', '=', ifRev);
  return (await countRows(db, expected)) === 1;
}

/** Binds a person to a subject; false when that subject, or another one of the issuer, is bound already. */
export async function insertUserIdentity(
  tx: Transaction,
  identity: Insertable<Tables['userIdentities']>,
): Promise<boolean> {
  const insert = build.insertInto('userIdentities').values(identity);
  return (
    (await countRows(
      tx,
      insert.onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}

/** Tells whether a person is bound to a subject. */
export async function hasUserIdentity(
  db: Db,
  { userId, issuer, subject }: UserKey & { issuer: string; subject: string },
): Promise<boolean> {
  const bound = build
    .selectFrom('userIdentities')
    .select('userId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject);
  return (await findRow(db, bound.where('userId', '=', userId))) !== null;
}
