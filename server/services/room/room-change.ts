import type { Change } from '../audit/with-change';
import type { RoomView } from './view';

/** The audit record of a room change. */
export function toRoomChange(
  verb: 'created' | 'updated' | 'removed',
  before: RoomView | null,
  after: RoomView | null,
): Change {
  const shown = after ?? before;
  return {
    action: `room.${verb}`,
    thingId: shown?.id ?? '',
    name: shown?.name ?? '',
    before: before && toFacts(before),
    after: after && toFacts(after),
  };
}

function toFacts({ name, mode, flowId }: RoomView) {
  return { name, mode, flowId };
}
