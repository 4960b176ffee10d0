/** The width of a bucket: its end is at most this much above any time in it. */
const GROWTH = 1.2;
/** The last bucket has every longer time; its end is about 18 days. */
const LAST = 78;

/** The bucket of a waiting time; the first one has everything up to a second. */
export function toWaitBucket(ms: number): number {
  if (ms <= 1_000) return 0;
  return Math.min(LAST, Math.ceil(Math.log(ms / 1_000) / Math.log(GROWTH)));
}

/**
 * The percentile (0 to 1) of waiting times in seconds, as the end of its bucket, which is up to 20 % above the exact one; null
 * without times.
 */
export function toWaitPercentile(buckets: ReadonlyMap<number, number>, share: number): number | null {
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of sorted) {
    seen += count;
    if (seen >= total * share) return Math.round(GROWTH ** bucket);
  }
  return null;
}
