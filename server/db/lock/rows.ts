import type { Transaction } from '../connection/transaction';
import { build, countRows } from '../statement/query';

/*
 * Row locks that hold until their transaction ends. Each returns whether the row is there.
 */

/** Makes what an organization has few of, such as its members, change one after the other; rows that refer to it may still be written. */
export async function lockOrganization(tx: Transaction, { orgId }: { orgId: string }): Promise<boolean> {
  const organization = build.selectFrom('organizations').select('id').where('id', '=', orgId);
  return (await countRows(tx, organization.forNoKeyUpdate())) === 1;
}

/** Makes a removal of a member wait for the transaction. */
export async function lockMember(
  tx: Transaction,
  { orgId, userId }: { orgId: string; userId: string },
): Promise<boolean> {
  const member = build
    .selectFrom('members')
    .select('userId')
    .where('orgId', '=', orgId)
    .where('userId', '=', userId);
  return (await countRows(tx, member.forKeyShare())) === 1;
}

/** Makes everything that changes or refers to a user wait for the transaction. */
export async function lockUser(tx: Transaction, { userId }: { userId: string }): Promise<boolean> {
  const user = build.selectFrom('users').select('id').where('id', '=', userId);
  return (await countRows(tx, user.forUpdate())) === 1;
}

/** Does the same with the user whom a reset link is for. */
export async function lockUserOfReset(
  tx: Transaction,
  { tokenHash }: { tokenHash: Uint8Array<ArrayBuffer> },
): Promise<boolean> {
  const reset = build.selectFrom('passwordResets').select('userId').where('tokenHash', '=', tokenHash);
  const user = build.selectFrom('users').select('id').where('id', '=', reset);
  return (await countRows(tx, user.forUpdate())) === 1;
}

/** Makes uploads to a channel, and changes of the channel, wait for the transaction. */
export async function lockChannel(
  tx: Transaction,
  { orgId, channelId }: { orgId: string; channelId: string },
): Promise<boolean> {
  const channel = build
    .selectFrom('channels')
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', '=', channelId);
  return (await countRows(tx, channel.forNoKeyUpdate())) === 1;
}
