import { sql } from 'kysely';
import type { JsonObject } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import type { OrganizationRow } from '../organization/store';
import type { RoomMode } from '../statement/checked-values';
import { build, findRow } from '../statement/query';
import type { ChannelRow } from './store';

/** The facts of a channel that its conversations need. */
export type ChannelFactsRow = Pick<
  ChannelRow,
  'orgId' | 'id' | 'kind' | 'name' | 'enabled' | 'flowId' | 'label' | 'publicKey' | 'environment'
> &
  Pick<OrganizationRow, 'locale' | 'timeZone' | 'openingHours' | 'config' | 'environments'> & {
    settings: JsonObject;
    hasWebhook: boolean;
    roomId: string | null;
    roomName: string | null;
    roomMode: RoomMode | null;
    roomFlowId: string | null;
  };

const facts = build
  .selectFrom('channels as c')
  .innerJoin('organizations as o', 'o.id', 'c.orgId')
  .leftJoin('rooms as r', (join) => join.onRef('r.orgId', '=', 'c.orgId').onRef('r.id', '=', 'c.roomId'))
  .select([
    'c.orgId',
    'c.id',
    'c.kind',
    'c.name',
    'c.enabled',
    'c.flowId',
    'c.label',
    'c.publicKey',
    'c.environment',
  ])
  .select(['o.locale', 'o.timeZone', 'o.openingHours', 'o.config', 'o.environments'])
  .select([
    'c.settings',
    'r.id as roomId',
    'r.name as roomName',
    'r.mode as roomMode',
    'r.flowId as roomFlowId',
  ])
  .select(sql<boolean>`c.webhook_url IS NOT NULL AND c.webhook_disabled_at IS NULL`.as('hasWebhook'));

/** Finds the facts of a channel. */
export function findChannelFacts(
  db: Db,
  { orgId, channelId }: { orgId: string; channelId: string },
): Promise<ChannelFactsRow | null> {
  return findRow(db, facts.where('c.orgId', '=', orgId).where('c.id', '=', channelId));
}

/** Finds the facts of the channel with a publishable key, in any organization; the key identifies it. */
export function findChannelFactsByKey(
  db: Db,
  { publicKey }: { publicKey: string },
): Promise<ChannelFactsRow | null> {
  return findRow(db, facts.where('c.publicKey', '=', publicKey));
}
