import { createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { parseAsDay, parseAsOrdinal } from '@/app/_lib/query-parsers';
import type { RouterInputs } from '@/app/_trpc/router-outputs';

export type StatisticsGroup = NonNullable<RouterInputs['statistics']['get']['groupBy']>;

/** The groups of the table. */
export const GROUPS: readonly { value: StatisticsGroup; label: string }[] = [
  { value: 'flow', label: 'Flow' },
  { value: 'version', label: 'Version' },
  { value: 'channel', label: 'Channel' },
  { value: 'day', label: 'Day' },
];

/** The periods that end today, by their number of days. */
export const PERIODS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
] as const;

/** The period, the filters and the group of the table, kept in the address so that a view can be shared. */
export const STATISTICS_FILTERS = {
  days: parseAsStringLiteral(PERIODS.map(({ value }) => value)).withDefault('30'),
  from: parseAsDay,
  to: parseAsDay,
  flow: parseAsString,
  version: parseAsOrdinal,
  channel: parseAsString,
  by: parseAsStringLiteral(GROUPS.map(({ value }) => value)).withDefault('flow'),
};

export type StatisticsFilters = inferParserType<typeof STATISTICS_FILTERS>;

const toQuery = createSerializer(STATISTICS_FILTERS);

/** The filters as input of the server's call. */
export function toStatisticsInput(
  { days, from, to, flow, version, channel }: StatisticsFilters,
  groupBy: StatisticsGroup,
) {
  return {
    groupBy,
    days: Number(days),
    ...(from && { from }),
    ...(to && { to }),
    ...(flow && { flowId: flow }),
    ...(flow && version !== null && { version }),
    ...(channel && { channelId: channel }),
  };
}

/** Whether sessions are filtered, besides by the period. */
export function isFiltered({ flow, channel }: StatisticsFilters): boolean {
  return flow !== null || channel !== null;
}

/** Whether anything differs from what the page begins with, besides the group of the table. */
export function isChanged(filters: StatisticsFilters): boolean {
  return toQuery({ ...filters, by: 'flow' }) !== '';
}
