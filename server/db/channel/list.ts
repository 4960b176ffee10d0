import type { Db } from '../connection/transaction';
import type { ChannelKind } from '../generated/enums';
import { defineStatement, type Statement } from '../statement/statement';
import { type ChannelRow, toChannelRow } from './store';

/** What channels can be sorted by, as a column of the list: each is compared as it is sorted, then by id. */
const KEYS = {
  created_at: { sort: 'c.created_at', type: 'timestamptz' },
  modified_at: { sort: 'c.modified_at', type: 'timestamptz' },
  label: { sort: "coalesce(c.label, '')", type: 'text' },
} as const;

export type ChannelSortKey = keyof typeof KEYS;

export type ChannelListing = {
  orgId: string;
  kind: ChannelKind | null;
  /** A LIKE pattern for the name or the label. */
  search: string | null;
  sortBy: ChannelSortKey;
  /** Whether rows come in falling order. */
  falling: boolean;
  /** Rows beyond this position alone: its key as text (a time as ISO 8601), and its id. */
  beyond: { key: string; id: string } | null;
  take: number;
};

type Params = {
  orgId: string;
  kind: ChannelKind | null;
  search: string | null;
  key: string | null;
  id: string | null;
  take: number;
};

const STATEMENTS: Readonly<Record<string, Statement<Params>>> = Object.fromEntries(
  (Object.keys(KEYS) as ChannelSortKey[]).flatMap((sortBy) =>
    [true, false].map((falling) => [nameOf(sortBy, falling), define(sortBy, falling)]),
  ),
);

function nameOf(sortBy: ChannelSortKey, falling: boolean): string {
  return `list_channels_by_${sortBy}_${falling ? 'falling' : 'rising'}`;
}

function define(sortBy: ChannelSortKey, falling: boolean): Statement<Params> {
  const { sort, type } = KEYS[sortBy];
  const [order, sign] = falling ? ['DESC', '<'] : ['ASC', '>'];
  return defineStatement<Params>(
    nameOf(sortBy, falling),
    `SELECT c.org_id "orgId", c.id, c.kind, c.name, c.enabled, c.flow_id "flowId", c.room_id "roomId", c.label,
       c.public_key "publicKey", c.settings, c.webhook_url "webhookUrl", c.webhook_schedule "webhookSchedule",
       c.max_retry_count "maxRetryCount", c.webhook_disabled_at "webhookDisabledAt", c.secrets,
       c.created_at "createdAt", c.modified_at "modifiedAt"
     FROM channels c WHERE c.org_id = :orgId AND (:kind::channel_kind IS NULL OR c.kind = :kind::channel_kind)
       AND (:search::text IS NULL OR c.name ILIKE :search OR c.label ILIKE :search)
       AND (:key::${type} IS NULL OR (${sort}, c.id) ${sign} (:key::${type}, :id::uuid))
     ORDER BY ${sort} ${order}, c.id ${order} LIMIT :take`,
  );
}

/** Reads channels in the order that is asked for. */
export async function listChannels({ pool }: Db, listing: ChannelListing): Promise<ChannelRow[]> {
  const { orgId, kind, search, sortBy, falling, beyond, take } = listing;
  const statement = STATEMENTS[nameOf(sortBy, falling)];
  if (!statement) return [];
  const params = { orgId, kind, search, key: beyond?.key ?? null, id: beyond?.id ?? null, take };
  return (await pool.query<ChannelRow>(statement(params))).rows.map(toChannelRow);
}
