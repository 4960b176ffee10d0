import type { StatisticsItem, StatisticsView } from './get-statistics';
import type { ScaleRatings } from './rating-figures';

type Cell = string | number | null;

const COLUMNS: readonly (keyof StatisticsItem)[] = [
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
  'rated',
  'satisfaction',
  'ratings',
];

// Spreadsheets read a file without it in the encoding of their country.
const BYTE_ORDER_MARK = '\uFEFF';

/** The name of the file of statistics, such as `statistics-by-day-2030-01-01-2030-01-31.csv`. */
export function toStatisticsFileName({ groupBy, from, to }: StatisticsView): string {
  return `statistics-by-${groupBy}-${from}-${to}.csv`;
}

/** Renders items as CSV (RFC 4180, UTF-8), a line each below the names of the columns. */
export function toStatisticsCsv(items: readonly StatisticsItem[]): string {
  const lines = items.map((item) => COLUMNS.map((column) => toCell(readCell(item, column))).join(','));
  return `${BYTE_ORDER_MARK}${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function readCell(item: StatisticsItem, column: keyof StatisticsItem): Cell {
  return column === 'ratings' ? wordRatings(item.ratings) : item[column];
}

/** Formats ratings by scale, such as "1-5: 1=0 2=0 3=4 4=9 5=12; 0-10: …". */
function wordRatings(ratings: readonly ScaleRatings[]): string {
  return ratings
    .map(({ min, max, distribution }) => {
      const counts = distribution.map(({ value, count }) => `${value}=${count}`);
      return `${min}-${max}: ${counts.join(' ')}`;
    })
    .join('; ');
}

function toCell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  // A spreadsheet would run a text that begins like this as a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
