import type { Insertable, Selectable, Updateable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { toLikePattern } from '../statement/like-pattern';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `rooms` and how many channels hold their conversations there. */
export type RoomRow = Selectable<Tables['rooms']> & { channels: number };

export type RoomKey = { orgId: string; roomId: string };
export type RoomChange = Pick<Updateable<Tables['rooms']>, 'name' | 'mode' | 'flowId'> & { updatedAt: Date };

const roomsOf = (orgId: string) =>
  build
    .selectFrom('rooms')
    .selectAll('rooms')
    .select(({ fn, selectFrom }) =>
      selectFrom('channels')
        .select(fn.countAll().as('count'))
        .where('channels.orgId', '=', orgId)
        .whereRef('channels.roomId', '=', 'rooms.id')
        .as('channels'),
    )
    .where('rooms.orgId', '=', orgId);

/** Finds a room. */
export async function findRoom(db: Db, { orgId, roomId }: RoomKey): Promise<RoomRow | null> {
  const found = await findRow(db, roomsOf(orgId).where('rooms.id', '=', roomId));
  return found && { ...found, channels: Number(found.channels) };
}

/** Stores a room, which no channel uses yet. */
export async function insertRoom(
  tx: AuditedTransaction,
  room: Insertable<Tables['rooms']> & Omit<RoomRow, 'channels'>,
): Promise<RoomRow> {
  await countRows(tx, build.insertInto('rooms').values(room));
  return { ...room, channels: 0 };
}

/** Changes what is given and returns the room; null when there is none. */
export async function updateRoom(
  tx: AuditedTransaction,
  { orgId, roomId }: RoomKey,
  change: RoomChange,
): Promise<RoomRow | null> {
  const update = build.updateTable('rooms').set(change);
  await countRows(tx, update.where('orgId', '=', orgId).where('id', '=', roomId));
  return findRoom(tx, { orgId, roomId });
}

export type RoomListing = {
  orgId: string;
  /** A part of the name. */
  search: string | null;
  after: { at: Date; id: string } | null;
  take: number;
};

/** Lists rooms after a position, the newest first. */
export async function listRooms(db: Db, { orgId, search, after, take }: RoomListing): Promise<RoomRow[]> {
  let rooms = roomsOf(orgId);
  const pattern = toLikePattern(search);
  if (pattern !== null) rooms = rooms.where('rooms.name', 'ilike', pattern);
  if (after)
    rooms = rooms.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('rooms.createdAt', 'rooms.id'), '<', tuple(after.at, after.id)),
    );
  const page = rooms.orderBy('rooms.createdAt', 'desc').orderBy('rooms.id', 'desc').limit(take);
  return (await listRows(db, page)).map((row) => ({ ...row, channels: Number(row.channels) }));
}

/** Deletes a room that no channel uses; false when there is no such room. */
export async function deleteRoom(tx: AuditedTransaction, { orgId, roomId }: RoomKey): Promise<boolean> {
  const room = build
    .deleteFrom('rooms')
    .where('orgId', '=', orgId)
    .where('id', '=', roomId)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('channels')
            .select('channels.id')
            .where('channels.orgId', '=', orgId)
            .whereRef('channels.roomId', '=', 'rooms.id'),
        ),
      ),
    );
  return (await countRows(tx, room)) === 1;
}
