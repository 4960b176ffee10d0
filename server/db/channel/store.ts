import type { Insertable, Selectable, Updateable } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { lockChannel } from '../lock/rows';
import { build, findRow, getRow } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `channels`. */
export type ChannelRow = Selectable<Tables['channels']>;

export type NewChannel = Omit<ChannelRow, 'webhookDisabledAt'>;
export type ChannelChange = Partial<Omit<ChannelRow, 'orgId' | 'id' | 'kind' | 'createdAt'>>;
export type ChannelKey = { orgId: string; channelId: string };

/** Finds a channel. */
export function findChannel(db: Db, { orgId, channelId }: ChannelKey): Promise<ChannelRow | null> {
  const channel = build.selectFrom('channels').selectAll();
  return findRow(db, channel.where('orgId', '=', orgId).where('id', '=', channelId));
}

/** Stores a channel. */
export function insertChannel(tx: AuditedTransaction, channel: NewChannel): Promise<ChannelRow> {
  const { settings, secrets } = channel;
  const stored: Insertable<Tables['channels']> = {
    ...channel,
    settings: toStoredJson(settings),
    secrets: toStoredJson(secrets),
  };
  return getRow(tx, build.insertInto('channels').values(stored).returningAll());
}

/** Locks a channel's row and updates it with the result of `change`; null when there is none. */
export async function updateChannel(
  tx: AuditedTransaction,
  key: ChannelKey,
  change: (row: ChannelRow) => ChannelChange,
): Promise<{ before: ChannelRow; after: ChannelRow } | null> {
  await lockChannel(tx, key);
  const before = await findChannel(tx, key);
  if (!before) return null;
  const changed = change(before);
  if (Object.keys(changed).length === 0) return { before, after: before };
  const update = build
    .updateTable('channels')
    .set(toStored(changed))
    .where('orgId', '=', key.orgId)
    .where('id', '=', key.channelId);
  return { before, after: await getRow(tx, update.returningAll()) };
}

function toStored({ settings, secrets, ...columns }: ChannelChange): Updateable<Tables['channels']> {
  return {
    ...columns,
    ...(settings && { settings: toStoredJson(settings) }),
    ...(secrets && { secrets: toStoredJson(secrets) }),
  };
}

export type ChannelTimes = Pick<ChannelRow, 'createdAt' | 'modifiedAt'>;

/** Finds when a channel, and so its settings, was made and last changed. */
export function findChannelTimes(db: Db, { orgId, channelId }: ChannelKey): Promise<ChannelTimes | null> {
  const times = build.selectFrom('channels').select(['createdAt', 'modifiedAt']);
  return findRow(db, times.where('orgId', '=', orgId).where('id', '=', channelId));
}
