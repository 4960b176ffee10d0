import type { Column } from '@/app/_ui/list/data-table';
import {
  formatCost,
  formatCount,
  formatPart,
  formatSeconds,
  formatShare,
  type StatisticsItem,
} from '../_model/format-figures';
import type { StatisticsGroup } from '../_model/statistics-filters';

const FIGURE = { align: 'right', className: 'tabular whitespace-nowrap' } as const;

const FIGURES: readonly Column<StatisticsItem>[] = [
  { key: 'sessions', header: 'Sessions', cell: ({ sessions }) => formatCount(sessions), ...FIGURE },
  {
    key: 'alone',
    header: 'Ended without a person',
    cell: ({ endedWithoutPerson, sessions }) => formatPart(endedWithoutPerson, sessions),
    ...FIGURE,
  },
  { key: 'rate', header: 'Handover rate', cell: ({ handoverRate }) => formatShare(handoverRate), ...FIGURE },
  {
    key: 'answer',
    header: 'Time to first answer',
    cell: ({ answerP50Seconds }) => formatSeconds(answerP50Seconds),
    ...FIGURE,
  },
  {
    key: 'satisfaction',
    header: 'Satisfaction',
    cell: ({ satisfaction }) => formatShare(satisfaction),
    ...FIGURE,
  },
  { key: 'failed', header: 'Failed', cell: ({ failed }) => formatCount(failed), ...FIGURE },
  { key: 'tokens', header: 'Tokens', cell: ({ tokens }) => formatCount(tokens), ...FIGURE },
  { key: 'cost', header: 'Cost', cell: ({ costUsd }) => formatCost(costUsd), ...FIGURE },
];

const NAMES: Record<StatisticsGroup, Column<StatisticsItem>> = {
  day: { key: 'day', header: 'Day (UTC)', cell: ({ day }) => day, className: 'tabular' },
  flow: { key: 'flow', header: 'Flow', cell: nameFlow },
  version: {
    key: 'version',
    header: 'Version',
    cell: (item) =>
      `${nameFlow(item)}, ${item.version === null ? 'deleted version' : `version ${String(item.version)}`}`,
  },
  channel: {
    key: 'channel',
    header: 'Channel',
    cell: ({ channelId, channelName }) =>
      channelId === null ? 'Without a channel (API)' : (channelName ?? 'Deleted channel'),
  },
};

/** The columns of the table: the group and its figures. */
export function listColumns(
  groupBy: StatisticsGroup,
): readonly [Column<StatisticsItem>, ...Column<StatisticsItem>[]] {
  return [NAMES[groupBy], ...FIGURES];
}

function nameFlow({ flowName }: StatisticsItem): string {
  return flowName ?? 'Deleted flow';
}
