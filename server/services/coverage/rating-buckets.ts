import type { StoredRating } from '@/server/db/coverage/uncounted';

// Scales are within 0 to 100.
const SIZE = 101;

/** The bucket of a rating: a number for each value on each scale. */
export function toRatingBucket({ value, min, max }: StoredRating): number {
  return (min * SIZE + max) * SIZE + value;
}

/** The rating of a bucket. */
export function fromRatingBucket(bucket: number): StoredRating {
  const scale = Math.floor(bucket / SIZE);
  return { value: bucket % SIZE, min: Math.floor(scale / SIZE), max: scale % SIZE };
}
