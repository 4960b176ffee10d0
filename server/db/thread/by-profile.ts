import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** One condition on a thread's profile; `field` may lead into it by dots. Letters of either case are the same. */
export type ProfileCondition = {
  field: string;
  operator: 'is' | 'isNot' | 'contains' | 'exists';
  value: string;
};

type Wanted = {
  orgId: string;
  channelId: string;
  /** A thread is wanted when every condition of one of these holds. */
  segments: ProfileCondition[][];
  limit: number;
};

const listMatching = defineStatement<Omit<Wanted, 'segments'> & { segments: string }>(
  'list_threads_by_profile',
  `SELECT t.external_id "externalId" FROM threads t
   WHERE t.org_id = :orgId AND t.channel_id = :channelId AND EXISTS (
     SELECT 1 FROM json_array_elements(:segments::json) segment WHERE NOT EXISTS (
       SELECT 1 FROM json_to_recordset(segment) AS c(field text, operator text, value text),
         lower(t.profile #>> string_to_array(c.field, '.')) AS known
       WHERE NOT CASE c.operator
         WHEN 'is' THEN coalesce(known = lower(c.value), false)
         WHEN 'isNot' THEN coalesce(known <> lower(c.value), true)
         WHEN 'contains' THEN coalesce(strpos(known, lower(c.value)) > 0, false)
         ELSE known IS NOT NULL
       END))
   ORDER BY t.created_at, t.id LIMIT :limit`,
);

/** Lists the callers' ids of the threads that one of the segments takes in, the oldest first. */
export async function listThreadsByProfile({ pool }: Db, wanted: Wanted): Promise<string[]> {
  const params = { ...wanted, segments: JSON.stringify(wanted.segments) };
  const { rows } = await pool.query<{ externalId: string }>(listMatching(params));
  return rows.map(({ externalId }) => externalId);
}

const findTimes = defineStatement<{ orgId: string; channelId: string }>(
  'find_channel_times',
  `SELECT created_at "createdAt", modified_at "modifiedAt" FROM channels
   WHERE org_id = :orgId AND id = :channelId`,
);

export type ChannelTimes = { createdAt: Date; modifiedAt: Date };

/** When a channel, and so its settings, was made and last changed; null when there is none. */
export async function findChannelTimes(
  { pool }: Db,
  key: { orgId: string; channelId: string },
): Promise<ChannelTimes | null> {
  return (await pool.query<ChannelTimes>(findTimes(key))).rows[0] ?? null;
}
