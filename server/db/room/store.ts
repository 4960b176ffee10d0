import type { AuditedTransaction, Db } from '../connection/transaction';
import type { RoomModel } from '../generated/models';
import { escapeWildcards } from '../statement/like-pattern';

/** A room and how many channels hold their conversations there. */
export type RoomRow = RoomModel & { channels: number };

export type RoomKey = { orgId: string; roomId: string };
export type RoomChange = Partial<Pick<RoomModel, 'name' | 'mode' | 'flowId'>> & { updatedAt: Date };

const WITH_CHANNELS = { _count: { select: { channels: true } } } as const;

type Counted = RoomModel & { _count: { channels: number } };

export async function findRoom({ prisma }: Db, key: RoomKey): Promise<RoomRow | null> {
  const found = await prisma.room.findUnique({ where: toWhere(key), include: WITH_CHANNELS });
  return found && toRoomRow(found);
}

export async function insertRoom(tx: AuditedTransaction, room: RoomModel): Promise<RoomRow> {
  return { ...(await tx.prisma.room.create({ data: room })), channels: 0 };
}

/** Changes a room; null when there is none. */
export async function updateRoom(
  tx: AuditedTransaction,
  key: RoomKey,
  change: RoomChange,
): Promise<RoomRow | null> {
  const { orgId, roomId: id } = key;
  const { count } = await tx.prisma.room.updateMany({ where: { orgId, id }, data: change });
  return count === 0 ? null : findRoom(tx, key);
}

export type RoomListing = {
  orgId: string;
  /** A part of the name. */
  search: string | null;
  after: { at: Date; id: string } | null;
  take: number;
};

/** Rooms after a position, the newest first. */
export async function listRooms(
  { prisma }: Db,
  { orgId, search, after, take }: RoomListing,
): Promise<RoomRow[]> {
  const older = after && {
    OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }],
  };
  const named = search && {
    name: { contains: escapeWildcards(search), mode: 'insensitive' as const },
  };
  const rows = await prisma.room.findMany({
    where: { orgId, ...older, ...named },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: WITH_CHANNELS,
    take,
  });
  return rows.map(toRoomRow);
}

/** Deletes a room that no channel uses; false when there is none such. */
export async function deleteRoom(tx: AuditedTransaction, { orgId, roomId }: RoomKey): Promise<boolean> {
  const { count } = await tx.prisma.room.deleteMany({ where: { orgId, id: roomId, channels: { none: {} } } });
  return count === 1;
}

function toRoomRow({ _count, ...room }: Counted): RoomRow {
  return { ...room, channels: _count.channels };
}

function toWhere({ orgId, roomId }: RoomKey) {
  return { orgId_id: { orgId, id: roomId } };
}
