import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';
import type { ChannelRow } from './store';

/** The sort keys of channels. Channels with an equal key are sorted by id. */
const SORT_KEYS = {
  created_at: sql<Date>`channels.created_at`,
  modified_at: sql<Date>`channels.modified_at`,
  label: sql<string>`coalesce(channels.label, '')`,
} as const;

export type ChannelSortKey = keyof typeof SORT_KEYS;

export type ChannelListing = {
  orgId: string;
  kind: ChannelRow['kind'] | null;
  /** A LIKE pattern for the name or the label. */
  search: string | null;
  sortBy: ChannelSortKey;
  /** Whether rows come in falling order. */
  falling: boolean;
  /** Only rows beyond this position: its key as text (a time as ISO 8601), and its id. */
  beyond: { key: string; id: string } | null;
  take: number;
};

/** Lists channels in the order that is asked for. */
export function listChannels(db: Db, listing: ChannelListing): Promise<ChannelRow[]> {
  const { orgId, kind, search, sortBy, falling, beyond, take } = listing;
  const sortKey = SORT_KEYS[sortBy];
  const direction = falling ? 'desc' : 'asc';
  let channels = build.selectFrom('channels').selectAll().where('orgId', '=', orgId);
  if (kind !== null) channels = channels.where('kind', '=', kind);
  if (search !== null)
    channels = channels.where((eb) => eb.or([eb('name', 'ilike', search), eb('label', 'ilike', search)]));
  if (beyond !== null) {
    const sign = sql.raw(falling ? '<' : '>');
    channels = channels.where(sql<boolean>`(${sortKey}, channels.id) ${sign} (${beyond.key}, ${beyond.id})`);
  }
  return listRows(db, channels.orderBy(sortKey, direction).orderBy('id', direction).limit(take));
}
