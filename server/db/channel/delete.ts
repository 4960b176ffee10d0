/*
 * Deletes a channel.
 *
 * channel/sessions-stay  Its sessions stay readable: open ones end by a turn of their own, and all of them lose channel
 *    and thread.
 * channel/all-or-nothing  The deletion happens completely or not at all.
 * channel/lock-order  Locks are taken in the order in which turns take them: thread, session, channel. A start in a new
 *    thread meanwhile makes the deletion fail, and then all of it is done again.
 */

import type { AuditedTransaction } from '../connection/transaction';
import { type EndedSession, endByTurn } from '../session/end-by-turn';
import { build, countRows, listRows } from '../statement/query';
import { hasSqlState } from '../statement/sqlstate';
import type { ChannelKey } from './store';

// A channel's history may be long, and the deletion is one transaction.
const LONG_STATEMENTS = "SET LOCAL statement_timeout = '300s'";
/** Addresses that one statement inserts: a statement has at most 65,535 parameters. */
const INSERTED_AT_ONCE = 1_000;
/** The time limit of a deletion's transaction. */
export const REMOVAL_TIMEOUT_MS = 600_000;

/** Deletes a channel with its threads, keys and deliveries. Returns the sessions that ran there; null without such a channel. */
export async function deleteChannel(
  tx: AuditedTransaction,
  { orgId, channelId, at }: ChannelKey & { at: Date },
): Promise<EndedSession[] | null> {
  await tx.pool.query({ text: LONG_STATEMENTS });
  const threads = build
    .selectFrom('threads')
    .select('id')
    .where('orgId', '=', orgId)
    .where('channelId', '=', channelId);
  await countRows(tx, threads.forUpdate());
  const ended = await endRunningSessions(tx, { orgId, channelId, at });
  // Those that finished have no turn any more, and no turn writes these two columns.
  const detach = build
    .updateTable('sessions')
    .set({ channelId: null, threadId: null })
    .where('orgId', '=', orgId)
    .where('finishedAt', 'is not', null)
    .where('threadId', 'in', threads);
  await countRows(tx, detach);
  await deleteUnreferenced(tx, { orgId, channelId });
  // Deletes threads, keys and deliveries with it.
  const channel = build.deleteFrom('channels').where('orgId', '=', orgId).where('id', '=', channelId);
  return (await countRows(tx, channel)) === 1 ? ended : null;
}

function endRunningSessions(
  tx: AuditedTransaction,
  { orgId, channelId, at }: ChannelKey & { at: Date },
): Promise<EndedSession[]> {
  const threads = build
    .selectFrom('threads')
    .select('threads.id')
    .where('threads.orgId', '=', orgId)
    .where('threads.channelId', '=', channelId);
  const due = build
    .selectFrom('sessions')
    .select('sessions.id')
    .where('sessions.orgId', '=', orgId)
    .where('sessions.finishedAt', 'is', null)
    .where('sessions.threadId', 'in', threads)
    .forUpdate();
  const change = {
    ...({ status: 'ended', finishedAt: at, lastActivityAt: at } as const),
    ...{ waitingSince: null, awaitedEvent: null, handledEvents: null, channelId: null, threadId: null },
  };
  return endByTurn(tx, { orgId, due, change, event: 'session.ended' });
}

/** Deletes rows that name a channel without a foreign key. */
async function deleteUnreferenced(tx: AuditedTransaction, { orgId, channelId }: ChannelKey): Promise<void> {
  for (const table of ['deliveryQueues', 'clientEvents', 'uploads'] as const)
    await countRows(
      tx,
      build.deleteFrom(table).where('orgId', '=', orgId).where('channelId', '=', channelId),
    );
  await releaseAddresses(tx, { orgId, channelId });
}

/** The sessions that stay are found by the kind of the channel from now on, and so are their contacts. */
async function releaseAddresses(tx: AuditedTransaction, { orgId, channelId }: ChannelKey): Promise<void> {
  const released = build
    .selectFrom('contactAddresses as address')
    .innerJoin('channels', (join) =>
      join.onRef('channels.orgId', '=', 'address.orgId').on('channels.id', '=', channelId),
    )
    .select(['address.orgId', 'channels.kind', 'address.address', 'address.contactId', 'address.createdAt'])
    .where('address.orgId', '=', orgId)
    .where('channels.orgId', '=', orgId)
    .where('address.channel', '=', channelId);
  const rows = (await listRows(tx, released)).map(({ kind, ...row }) => ({ ...row, channel: kind }));
  const addresses = build.deleteFrom('contactAddresses').where('orgId', '=', orgId);
  await countRows(tx, addresses.where('channel', '=', channelId));
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE) {
    const insert = build.insertInto('contactAddresses').values(rows.slice(from, from + INSERTED_AT_ONCE));
    await countRows(
      tx,
      insert.onConflict((key) => key.columns(['orgId', 'channel', 'address']).doNothing()),
    );
  }
}

/** Tells whether a removal failed because something began in the channel meanwhile, so that it has to be repeated (channel/lock-order). */
export function isDisturbed(error: unknown): boolean {
  return hasSqlState(error, 'foreign_key_violation', 'deadlock_detected');
}
