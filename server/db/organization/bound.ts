import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, getRow } from '../statement/query';

/** Counts the channels and the active keys that are bound to an environment. */
export function countBound(
  db: Db,
  { orgId, name, at }: { orgId: string; name: string; at: Date },
): Promise<{ channels: number; keys: number }> {
  const count = sql<number>`count(*)::int`.as('count');
  const counts = build.selectNoFrom(({ selectFrom }) => [
    selectFrom('channels')
      .select(count)
      .where('orgId', '=', orgId)
      .where('environment', '=', name)
      .$asScalar()
      .$notNull()
      .as('channels'),
    selectFrom('apiKeys')
      .select(count)
      .where('orgId', '=', orgId)
      .where('environment', '=', name)
      .where('revokedAt', 'is', null)
      .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', at)]))
      .$asScalar()
      .$notNull()
      .as('keys'),
  ]);
  return getRow(db, counts);
}
