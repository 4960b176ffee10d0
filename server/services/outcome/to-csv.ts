import type { StatisticsItem, StatisticsView } from './get-statistics';

const COLUMNS = [
  'day',
  'flowId',
  'flowName',
  'version',
  'channelId',
  'channelName',
  'sessions',
  'ended',
  'endedWithoutPerson',
  'failed',
  'handedOver',
  'handoverRate',
  'answered',
  'answerP50Seconds',
  'answerP90Seconds',
  'tokens',
  'costUsd',
] as const satisfies readonly (keyof StatisticsItem)[];

// Spreadsheets read a file without it in the encoding of their country.
const BYTE_ORDER_MARK = '\uFEFF';

/** The name of the file of statistics, such as `statistics-by-day-2030-01-01-2030-01-31.csv`. */
export function toStatisticsFileName({ groupBy, from, to }: StatisticsView): string {
  return `statistics-by-${groupBy}-${from}-${to}.csv`;
}

/** Renders items as CSV (RFC 4180, UTF-8), a line each below the names of the columns. */
export function toStatisticsCsv(items: readonly StatisticsItem[]): string {
  const lines = items.map((item) => COLUMNS.map((column) => toCell(item[column])).join(','));
  return `${BYTE_ORDER_MARK}${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function toCell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  // A spreadsheet would run a text that begins like this as a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
