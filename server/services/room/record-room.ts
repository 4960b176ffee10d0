import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import type { RoomView } from './view';

/** Writes into the audit log what became of a room. */
export function recordRoom(
  ctx: ServiceContext,
  verb: 'created' | 'updated' | 'removed',
  before: RoomView | null,
  after: RoomView | null,
): Promise<void> {
  const shown = after ?? before;
  return recordChange(ctx, {
    action: `room.${verb}`,
    thingId: shown?.id ?? '',
    name: shown?.name ?? '',
    before: before && toFacts(before),
    after: after && toFacts(after),
    ...(verb === 'created' && after && { entryId: after.id }),
  });
}

function toFacts({ name, mode, flowId }: RoomView) {
  return { name, mode, flowId };
}
