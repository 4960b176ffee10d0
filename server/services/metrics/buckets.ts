/** The upper ends of the latency buckets in milliseconds; the last bucket has everything slower. */
const BUCKET_ENDS_MS = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1_000, 2_000, 5_000, 10_000, 30_000,
] as const;

export const BUCKET_COUNT = BUCKET_ENDS_MS.length + 1;

/** The bucket of a latency. */
export function bucketOf(ms: number): number {
  const index = BUCKET_ENDS_MS.findIndex((end) => ms <= end);
  return index === -1 ? BUCKET_ENDS_MS.length : index;
}

/** The percentile (0 to 1) in milliseconds, as the upper end of its bucket; null without values. */
export function percentileOf(buckets: readonly number[], share: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const [index, count] of buckets.entries()) {
    seen += count;
    if (seen >= total * share) return BUCKET_ENDS_MS[index] ?? 60_000;
  }
  return null;
}
