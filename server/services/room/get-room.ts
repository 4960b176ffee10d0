import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { getRoomRow } from './internal';
import { type RoomView, toRoomView } from './view';

/** Returns a room; throws not_found. */
export async function getRoom(ctx: ServiceContext, { roomId }: { roomId: string }): Promise<RoomView> {
  const orgId = requireOrgWideScope(ctx, 'channels:read');
  return toRoomView(await getRoomRow(ctx, orgId, roomId));
}
