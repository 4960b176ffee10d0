import type { JsonObject } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import type { ChannelKind, RoomMode } from '../generated/enums';
import { defineStatement } from '../statement/statement';

/** What the conversations of a channel need of it. */
export type ChannelFactsRow = {
  orgId: string;
  id: string;
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  flowId: string | null;
  label: string | null;
  publicKey: string | null;
  settings: JsonObject;
  hasWebhook: boolean;
  roomId: string | null;
  roomName: string | null;
  roomMode: RoomMode | null;
  roomFlowId: string | null;
};

const COLUMNS = `c.org_id "orgId", c.id, c.kind, c.name, c.enabled, c.flow_id "flowId", c.label,
  c.public_key "publicKey", c.settings, (c.webhook_url IS NOT NULL AND c.webhook_disabled_at IS NULL) "hasWebhook",
  r.id "roomId", r.name "roomName", r.mode "roomMode", r.flow_id "roomFlowId"
  FROM channels c LEFT JOIN rooms r ON r.org_id = c.org_id AND r.id = c.room_id`;

const byId = defineStatement<{ orgId: string; channelId: string }>(
  'find_channel',
  `SELECT ${COLUMNS} WHERE c.org_id = :orgId AND c.id = :channelId`,
);

const byPublicKey = defineStatement<{ publicKey: string }>(
  'find_channel_by_public_key',
  `SELECT ${COLUMNS} WHERE c.public_key = :publicKey`,
);

export async function findChannelFacts(
  { pool }: Db,
  params: { orgId: string; channelId: string },
): Promise<ChannelFactsRow | null> {
  return (await pool.query<ChannelFactsRow>(byId(params))).rows[0] ?? null;
}

/** Finds the channel of a publishable key, in whatever organization: the key is what tells which. */
export async function findChannelFactsByKey(
  { pool }: Db,
  params: { publicKey: string },
): Promise<ChannelFactsRow | null> {
  return (await pool.query<ChannelFactsRow>(byPublicKey(params))).rows[0] ?? null;
}
