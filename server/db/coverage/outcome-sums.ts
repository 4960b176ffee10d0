// By hand: the key of a group depends on a parameter, for which a builder would be raw SQL but for its frame.
import type { Db } from '../connection/transaction';
import type { OutcomeMeasure } from '../statement/checked-values';
import { defineStatement } from '../statement/statement';

export type OutcomeGroup = 'day' | 'flow' | 'version' | 'channel';

/** Days from `from` up to and with `to`, as `2030-01-31`; null for no filter. */
export type OutcomeSpan = {
  orgId: string;
  by: OutcomeGroup;
  from: string;
  to: string;
  flowId: string | null;
  versionId: string | null;
  channel: string | null;
};

/** The sum of a measure in a group; names and numbers are null for other groups, and for what was deleted. */
export type OutcomeSum = {
  key: string;
  flowId: string | null;
  flowName: string | null;
  version: number | null;
  channelName: string | null;
  measure: OutcomeMeasure;
  bucket: number;
  amount: number;
};

const sums = defineStatement<OutcomeSpan>(
  'sum_outcomes',
  `WITH sums AS MATERIALIZED (
     SELECT CASE :by::text
         WHEN 'day' THEN to_char(c.day AT TIME ZONE 'UTC', 'YYYY-MM-DD')
         WHEN 'flow' THEN c.flow_id::text
         WHEN 'version' THEN c.version_id::text
         ELSE c.channel
       END "key",
       CASE WHEN :by::text IN ('flow', 'version') THEN c.flow_id END flow_id, c.measure, c.bucket, sum(c.amount)::float8 amount
     FROM outcome_counts c
     WHERE c.org_id = :orgId::uuid
       AND c.day >= (:from::text || 'T00:00:00Z')::timestamptz AND c.day <= (:to::text || 'T00:00:00Z')::timestamptz
       AND (:flowId::uuid IS NULL OR c.flow_id = :flowId::uuid)
       AND (:versionId::uuid IS NULL OR c.version_id = :versionId::uuid)
       AND (:channel::text IS NULL OR c.channel = :channel::text)
     GROUP BY 1, 2, 3, 4
   )
   SELECT s."key", s.flow_id "flowId", f.name "flowName", v.number "version", ch.name "channelName",
     s.measure, s.bucket, s.amount
   FROM sums s
   LEFT JOIN flows f ON f.org_id = :orgId::uuid AND f.id = s.flow_id
   LEFT JOIN flow_versions v ON :by::text = 'version' AND v.org_id = :orgId::uuid AND v.id::text = s."key"
   LEFT JOIN channels ch ON :by::text = 'channel' AND ch.org_id = :orgId::uuid AND ch.id::text = s."key"
   ORDER BY s."key", s.measure, s.bucket`,
);

/** Sums the outcomes of sessions of an organization by group, measure and bucket. */
export async function sumOutcomes({ pool }: Db, span: OutcomeSpan): Promise<OutcomeSum[]> {
  return (await pool.query<OutcomeSum>(sums(span))).rows;
}
