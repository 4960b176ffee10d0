import { isUuid } from '@/server/shared/ids';
import { isStorable } from '@/server/shared/json';
import { encodeCursor, parseCursor } from '@/server/shared/page';
import { invalidCursor } from '../cursor';

/** The orderings of channels; a leading hyphen means descending. */
export const CHANNEL_ORDERINGS = [
  'created_at',
  '-created_at',
  'modified_at',
  '-modified_at',
  'label',
] as const;
export type ChannelOrdering = (typeof CHANNEL_ORDERINGS)[number];

/** A position in a list of channels: sort key, id, and whether the page lies after it or before it. */
export type ChannelCursor = { direction: 'on' | 'back'; ordering: ChannelOrdering; key: string; id: string };

export function encodeChannelCursor({ direction, ordering, key, id }: ChannelCursor): string {
  return encodeCursor([direction, ordering, key, id]);
}

/** Parses a cursor; throws invalid_request for an invalid one, or one of another ordering. */
export function parseChannelCursor(cursor: string, ordering: ChannelOrdering): ChannelCursor {
  const [direction, sorted, key = '', id = ''] = parseCursor(cursor, 4) ?? [];
  const isOurs = (direction === 'on' || direction === 'back') && sorted === ordering && isUuid(id);
  if (isOurs && isKey(ordering, key)) return { direction, ordering, key, id };
  throw invalidCursor('must be a cursor of an earlier page in the same order');
}

function isKey(ordering: ChannelOrdering, key: string): boolean {
  return ordering === 'label' ? isStorable(key) : !Number.isNaN(Date.parse(key));
}
