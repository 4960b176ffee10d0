import type { Insertable, Selectable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `members` and what is shown of the person. */
export type MemberRow = Selectable<Tables['members']> & { name: string; email: string };

type MemberKey = { orgId: string; userId: string };

const withPerson = build
  .selectFrom('members')
  .innerJoin('users', 'users.id', 'members.userId')
  .selectAll('members')
  .select(['users.name', 'users.email']);

/** Finds a member by the person's id. */
export function findMember(db: Db, { orgId, userId }: MemberKey): Promise<MemberRow | null> {
  return findRow(db, withPerson.where('members.orgId', '=', orgId).where('members.userId', '=', userId));
}

/** Finds a member by the person's address, in lower case. */
export function findMemberByEmail(
  db: Db,
  { orgId, email }: { orgId: string; email: string },
): Promise<MemberRow | null> {
  return findRow(db, withPerson.where('members.orgId', '=', orgId).where('users.email', '=', email));
}

/** Lists the members of an organization, the longest-standing first. */
export function listMembers(db: Db, { orgId, take }: { orgId: string; take: number }): Promise<MemberRow[]> {
  const members = withPerson.where('members.orgId', '=', orgId);
  return listRows(db, members.orderBy('members.createdAt').orderBy('members.userId').limit(take));
}

/** Counts the owners of an organization. */
export async function countOwners(db: Db, { orgId }: { orgId: string }): Promise<number> {
  const owners = build.selectFrom('members').select('userId').where('orgId', '=', orgId);
  return countRows(db, owners.where('role', '=', 'owner'));
}

/** Stores a member, unless the person is one already. */
export async function insertMember(
  tx: AuditedTransaction,
  member: Insertable<Tables['members']>,
): Promise<void> {
  const insert = build.insertInto('members').values(member);
  await countRows(
    tx,
    insert.onConflict((conflict) => conflict.columns(['orgId', 'userId']).doNothing()),
  );
}

/** Gives a member a role. */
export async function updateMember(
  tx: AuditedTransaction,
  { orgId, userId }: MemberKey,
  { role }: Pick<MemberRow, 'role'>,
): Promise<void> {
  const update = build.updateTable('members').set({ role });
  await countRows(tx, update.where('orgId', '=', orgId).where('userId', '=', userId));
}

/** Deletes a member. */
export async function deleteMember(tx: AuditedTransaction, { orgId, userId }: MemberKey): Promise<void> {
  await countRows(tx, build.deleteFrom('members').where('orgId', '=', orgId).where('userId', '=', userId));
}
