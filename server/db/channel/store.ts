import type { Json, JsonObject } from '@/server/engine/json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import type { Prisma } from '../generated/client';
import type { ChannelModel } from '../generated/models';

/** A signing secret as a channel's row keeps it; times are ISO 8601. */
export type StoredSecret = { id: string; sealed: string; createdAt: string; retiresAt: string | null };

/** A row of `channels`. */
export type ChannelRow = Omit<ChannelModel, 'settings' | 'secrets'> & {
  settings: JsonObject;
  secrets: StoredSecret[];
};

export type NewChannel = Omit<ChannelRow, 'webhookDisabledAt'>;
export type ChannelChange = Partial<Omit<ChannelRow, 'orgId' | 'id' | 'kind' | 'createdAt'>>;
export type ChannelKey = { orgId: string; channelId: string };

export async function findChannel({ prisma }: Db, key: ChannelKey): Promise<ChannelRow | null> {
  const found = await prisma.channel.findUnique({ where: toWhere(key) });
  return found && toChannelRow(found);
}

export async function insertChannel(tx: AuditedTransaction, channel: NewChannel): Promise<ChannelRow> {
  return toChannelRow(await tx.prisma.channel.create({ data: { ...channel, ...toColumns(channel) } }));
}

/** Changes a channel by what `change` makes of its row, which nobody else can change meanwhile; null when there is none. */
export async function updateChannel(
  tx: AuditedTransaction,
  key: ChannelKey,
  change: (row: ChannelRow) => ChannelChange,
): Promise<{ before: ChannelRow; after: ChannelRow } | null> {
  const { orgId, channelId } = key;
  await tx.prisma
    .$queryRaw`SELECT 1 FROM channels WHERE org_id = ${orgId}::uuid AND id = ${channelId}::uuid FOR NO KEY UPDATE`;
  const before = await findChannel(tx, key);
  if (!before) return null;
  const changed = change(before);
  const data = { ...changed, ...toColumns(changed) };
  return { before, after: toChannelRow(await tx.prisma.channel.update({ where: toWhere(key), data })) };
}

/** A row as the database gave it, its JSON read as what is only ever written there. */
export function toChannelRow(
  row: Omit<ChannelModel, 'settings' | 'secrets'> & { settings: unknown; secrets: unknown },
): ChannelRow {
  return { ...row, settings: row.settings as JsonObject, secrets: row.secrets as StoredSecret[] };
}

function toWhere({ orgId, channelId }: ChannelKey) {
  return { orgId_id: { orgId, id: channelId } };
}

function toColumns({ settings, secrets }: ChannelChange) {
  return {
    ...(settings && { settings: toInput(settings) }),
    ...(secrets && { secrets: toInput(secrets) }),
  };
}

function toInput(value: Json): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
