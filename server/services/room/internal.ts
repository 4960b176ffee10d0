import { findRoom, type RoomRow } from '@/server/db/room/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { RoomMode } from '../channel/channel-facts';
import type { ServiceContext } from '../context';
import { findFlowByRef } from '../flow/internal';
import { requireNoIssues } from '../require-valid';

/** Returns the row of a room; throws not_found. */
export async function getRoomRow({ db }: ServiceContext, orgId: string, roomId: string): Promise<RoomRow> {
  return requireRoomRow(isUuid(roomId) ? await findRoom(db, { orgId, roomId }) : null, roomId);
}

/** Returns the row; throws not_found for null. */
export function requireRoomRow(row: RoomRow | null, roomId: string): RoomRow {
  if (row) return row;
  throw domainError('not_found', { thing: 'room', id: roomId });
}

/**
 * Requires a flow of the organization by its id or slug, or none in a room where only people reply. Returns its id; throws
 * invalid_request.
 */
export async function requireRoomFlow(
  { db }: ServiceContext,
  { orgId, mode, flowId }: { orgId: string; mode: RoomMode; flowId: string | null },
): Promise<string | null> {
  if (mode === 'people') {
    if (flowId !== null) refuseFlow('must be null in a room where people reply');
    return null;
  }
  if (flowId === null) return refuseFlow('is required in a room where a flow replies or proposes replies');
  const flow = await findFlowByRef(db, orgId, flowId);
  return flow ? flow.id : refuseFlow('is not a flow of this organization');
}

function refuseFlow(message: string): null {
  requireNoIssues([{ path: ['flowId'], message }]);
  return null;
}
