import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';

/** One condition on a thread's profile; `field` may lead into it by dots. Letters of either case are the same. */
type ProfileCondition = {
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

/** Lists the callers' ids of the threads whose profile meets every condition of one segment, the oldest first. */
export async function listThreadsByProfile(
  db: Db,
  { orgId, channelId, segments, limit }: Wanted,
): Promise<string[]> {
  const threads = build
    .selectFrom('threads')
    .select('externalId')
    .where('orgId', '=', orgId)
    .where('channelId', '=', channelId)
    .where((eb) => eb.or(segments.map((conditions) => eb.and(conditions.map(holds)))));
  const rows = await listRows(db, threads.orderBy('createdAt').orderBy('id').limit(limit));
  return rows.map(({ externalId }) => externalId);
}

function holds({ field, operator, value }: ProfileCondition) {
  const known = sql`lower(profile #>> string_to_array(${field}, '.'))`;
  const wanted = sql`lower(${value}::text)`;
  switch (operator) {
    case 'is':
      return sql<boolean>`coalesce(${known} = ${wanted}, false)`;
    case 'isNot':
      return sql<boolean>`coalesce(${known} <> ${wanted}, true)`;
    case 'contains':
      return sql<boolean>`coalesce(strpos(${known}, ${wanted}) > 0, false)`;
    case 'exists':
      return sql<boolean>`${known} IS NOT NULL`;
  }
}
