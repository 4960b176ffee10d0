import { type OutcomeGroup, type OutcomeSum, sumOutcomes } from '@/server/db/coverage/outcome-sums';
import { groupBy } from '@/server/shared/group-by';
import type { ServiceContext } from '../context';
import { NO_CHANNEL } from '../coverage/count-outcome';
import { type Figures, toFigures } from './figures';
import { readStatisticsQuery, type StatisticsQuery } from './statistics-query';

/** The most groups of an answer. */
const MOST_GROUPS = 1_000;

/** One group; what it is not grouped by is null, and so are names of what was deleted. */
export type StatisticsItem = Figures & {
  day: string | null;
  flowId: string | null;
  flowName: string | null;
  version: number | null;
  channelId: string | null;
  channelName: string | null;
};

export type StatisticsView = {
  /** The first and the last day, in UTC. */
  from: string;
  to: string;
  groupBy: OutcomeGroup;
  total: Figures;
  items: StatisticsItem[];
};

/**
 * Returns figures of the sessions that began in a period, without test sessions: in total, and by day (in order), or by flow,
 * version or channel (the first 1,000, those with most sessions first). Throws not_found and invalid_request.
 */
export async function getStatistics(ctx: ServiceContext, query: StatisticsQuery): Promise<StatisticsView> {
  const span = await readStatisticsQuery(ctx, query);
  const sums = await sumOutcomes(ctx.db, span);
  const items = [...groupBy(sums, ({ key }) => key).values()].map((group) => toItem(span.by, group));
  if (span.by !== 'day') items.sort((a, b) => b.sessions - a.sessions);
  const { from, to, by } = span;
  return { from, to, groupBy: by, total: toFigures(sums), items: items.slice(0, MOST_GROUPS) };
}

function toItem(by: OutcomeGroup, sums: readonly OutcomeSum[]): StatisticsItem {
  const [first] = sums;
  const key = first?.key ?? null;
  return {
    day: by === 'day' ? key : null,
    flowId: first?.flowId ?? null,
    flowName: first?.flowName ?? null,
    version: first?.version ?? null,
    channelId: by === 'channel' && key !== NO_CHANNEL ? key : null,
    channelName: first?.channelName ?? null,
    ...toFigures(sums),
  };
}
