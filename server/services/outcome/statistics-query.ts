import { z } from 'zod';
import type { OutcomeGroup, OutcomeSpan } from '@/server/db/coverage/outcome-sums';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';
import { NO_CHANNEL } from '../coverage/count-outcome';
import { getFlowHead } from '../flow/internal';
import { getVersionRow } from '../flow/version/get-version';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireNoIssues, requireValid } from '../require-valid';

const DAY_MS = 86_400_000;
export const OUTCOME_GROUPS = [
  'day',
  'flow',
  'version',
  'channel',
] as const satisfies readonly OutcomeGroup[];

/** The longest period, in days. */
export const MOST_STATISTICS_DAYS = 366;
export const DEFAULT_STATISTICS_DAYS = 30;

const day = z.iso.date('must be a day such as 2030-01-31').optional();
const DAYS_RULE = `must be a number of days from 1 to ${MOST_STATISTICS_DAYS}`;
const NUMBER_RULE = 'must be the number of a version';

const querySchema = z.object({
  from: day,
  to: day,
  days: z
    .int(DAYS_RULE)
    .min(1, DAYS_RULE)
    .max(MOST_STATISTICS_DAYS, DAYS_RULE)
    .default(DEFAULT_STATISTICS_DAYS),
  groupBy: z.enum(OUTCOME_GROUPS, `must be one of ${OUTCOME_GROUPS.join(', ')}`).default('day'),
  flowId: z.string().optional(),
  version: z.int(NUMBER_RULE).min(1, NUMBER_RULE).optional(),
  channelId: z
    .string()
    .refine((id) => id === NO_CHANNEL || isUuid(id), `must be the id of a channel, or ${NO_CHANNEL}`)
    .optional(),
});

/** `to` is today by default, and without `from` the period is `days` long; both days are in UTC and belong to the period. */
export type StatisticsQuery = z.input<typeof querySchema>;

/** Reads a request for statistics. Throws not_found for a flow, a version or a channel, and invalid_request. */
export async function readStatisticsQuery(ctx: ServiceContext, given: StatisticsQuery): Promise<OutcomeSpan> {
  const orgId = requireOrgWideScope(ctx, 'flows:read');
  const query = requireValid(querySchema, given);
  const { flowId, version, channelId = null, groupBy: by } = query;
  const to = query.to ?? toDay(ctx.clock.now());
  const from = query.from ?? toDay(Date.parse(to) - (query.days - 1) * DAY_MS);
  requirePeriod(from, to);
  if (channelId !== null && channelId !== NO_CHANNEL) await ctx.channels.get(orgId, channelId);
  const ref = await findFlow(ctx, orgId, flowId, version);
  return { orgId, by, from, to, channel: channelId, ...ref };
}

function toDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function requirePeriod(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) requireNoIssues([{ path: ['to'], message: 'must not be before `from`' }]);
  if (days > MOST_STATISTICS_DAYS) {
    const message = `must be at most ${MOST_STATISTICS_DAYS - 1} days before \`to\``;
    requireNoIssues([{ path: ['from'], message }]);
  }
}

async function findFlow(
  ctx: ServiceContext,
  orgId: string,
  flowRef: string | undefined,
  number: number | undefined,
): Promise<{ flowId: string | null; versionId: string | null }> {
  if (flowRef === undefined) {
    if (number !== undefined)
      requireNoIssues([{ path: ['version'], message: 'needs `flowId`, the flow of the version' }]);
    return { flowId: null, versionId: null };
  }
  const { id: flowId } = await getFlowHead(ctx, orgId, flowRef);
  if (number === undefined) return { flowId, versionId: null };
  return { flowId, versionId: (await getVersionRow(ctx, orgId, { flowId, number })).id };
}
