import type { RoomRow } from '@/server/db/room/store';
import type { RoomMode } from '../channel/channel-facts';

/** A room as every surface shows it; `channels` counts the channels that use it. */
export type RoomView = {
  id: string;
  name: string;
  mode: RoomMode;
  /** The flow that replies or proposes replies; null where only people reply. */
  flowId: string | null;
  channels: number;
  createdAt: Date;
  updatedAt: Date;
};

export function toRoomView({ orgId: _, ...shown }: RoomRow): RoomView {
  return shown;
}
