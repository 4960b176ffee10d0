const HOUR_MS = 3_600_000;

/** The count of a measure in one minute; `buckets` is empty for a measure without durations. */
export type MinuteCountRow = {
  orgId: string;
  minute: Date;
  measure: string;
  count: number;
  buckets: number[];
};

/** The count of a measure in one hour. */
export type HourCountRow = Omit<MinuteCountRow, 'minute'> & { hour: Date };

/** Sums counts of minutes by their hours. */
export function sumByHour(rows: readonly MinuteCountRow[]): HourCountRow[] {
  const hours = new Map<string, HourCountRow>();
  for (const { minute, ...row } of rows) {
    const hour = new Date(Math.floor(minute.getTime() / HOUR_MS) * HOUR_MS);
    const key = `${row.orgId}/${row.measure}/${hour.getTime()}`;
    const known = hours.get(key);
    hours.set(key, known ? add(known, row) : { ...row, hour });
  }
  return [...hours.values()];
}

function add(known: HourCountRow, more: Omit<MinuteCountRow, 'minute'>): HourCountRow {
  const longer = known.buckets.length >= more.buckets.length ? known.buckets : more.buckets;
  const buckets = longer.map((_, index) => (known.buckets[index] ?? 0) + (more.buckets[index] ?? 0));
  return { ...known, count: known.count + more.count, buckets };
}
