import { findFlow } from '@/server/db/flow/store';
import { findRoom, type RoomRow } from '@/server/db/room/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { RoomMode } from '../channel/channel-facts';
import type { ServiceContext } from '../context';
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

/** Requires a flow of the organization, or none in a room where only people reply; throws invalid_request. */
export async function requireRoomFlow(
  { db }: ServiceContext,
  { orgId, mode, flowId }: { orgId: string; mode: RoomMode; flowId: string | null },
): Promise<void> {
  if (mode === 'people')
    return refuseFlow(flowId === null ? null : 'must be null in a room where people reply');
  if (flowId === null) return refuseFlow('is required in a room where a flow replies or proposes replies');
  const flow = isUuid(flowId) ? await findFlow(db, { orgId, flowId }) : null;
  refuseFlow(flow ? null : 'is not a flow of this organization');
}

function refuseFlow(message: string | null): void {
  requireNoIssues(message === null ? [] : [{ path: ['flowId'], message }]);
}
