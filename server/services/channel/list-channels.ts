import { type ChannelSortKey, listChannels as listChannelRows } from '@/server/db/channel/list';
import type { ChannelRow } from '@/server/db/channel/store';
import { toLikePattern } from '@/server/db/statement/like-pattern';
import type { PageRequest } from '@/server/shared/page';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import {
  type ChannelCursor,
  type ChannelOrdering,
  encodeChannelCursor,
  parseChannelCursor,
} from './channel-cursor';
import type { ChannelKind } from './channel-facts';
import { type ChannelView, toChannelView } from './view';

export type ListChannelsInput = PageRequest & {
  kind?: ChannelKind | undefined;
  /** A part of the name or label. */
  search?: string | undefined;
  ordering?: ChannelOrdering | undefined;
};

/** A page that can be left in both directions; a cursor is null at the end. */
export type ChannelPage = { items: ChannelView[]; nextCursor: string | null; previousCursor: string | null };

/**
 * Lists the organization's channels, newest first by default; throws invalid_request for a cursor of another
 * ordering.
 */
export async function listChannels(
  ctx: ServiceContext,
  { kind, search, ordering = '-created_at', cursor, limit }: ListChannelsInput,
): Promise<ChannelPage> {
  const orgId = requireOrgWideScope(ctx, 'channels:read');
  const from = cursor === undefined ? null : parseChannelCursor(cursor, ordering);
  const isBackward = from?.direction === 'back';
  const sortBy = ordering.replace('-', '') as ChannelSortKey;
  const found = await listChannelRows(ctx.db, {
    orgId,
    kind: kind ?? null,
    search: toLikePattern(search?.trim()),
    sortBy,
    falling: ordering.startsWith('-') !== isBackward,
    beyond: from,
    take: limit + 1,
  });
  const rows = found.slice(0, limit);
  if (isBackward) rows.reverse();
  const hasMore = found.length > limit;
  const cursorAt = (row: ChannelRow | undefined, direction: ChannelCursor['direction']) =>
    row ? encodeChannelCursor({ direction, ordering, key: keyOf(row, sortBy), id: row.id }) : null;
  return {
    items: rows.map((row) => toChannelView(row, ctx.clock.now())),
    nextCursor: isBackward || hasMore ? cursorAt(rows.at(-1), 'on') : null,
    previousCursor: (isBackward ? hasMore : from !== null) ? cursorAt(rows[0], 'back') : null,
  };
}

function keyOf(row: ChannelRow, sortBy: ChannelSortKey): string {
  if (sortBy === 'label') return row.label ?? '';
  return (sortBy === 'created_at' ? row.createdAt : row.modifiedAt).toISOString();
}
