import type { OutcomeSum } from '@/server/db/coverage/outcome-sums';
import { fromRatingBucket } from '../coverage/rating-buckets';

/** The ratings on one scale; `distribution` has every value of it, the lowest first. */
export type ScaleRatings = {
  min: number;
  max: number;
  count: number;
  average: number;
  distribution: { value: number; count: number }[];
};

type RatingFigures = { rated: number; satisfaction: number | null; ratings: ScaleRatings[] };

/** Adds up ratings by their scales, the scale with most ratings first, and over all of them. */
export function toRatingFigures(sums: readonly OutcomeSum[]): RatingFigures {
  const scales = new Map<string, ScaleRatings>();
  for (const { measure, bucket, amount } of sums) {
    if (measure !== 'rated') continue;
    const { value, min, max } = fromRatingBucket(bucket);
    const key = `${min}-${max}`;
    const scale = scales.get(key) ?? beginScale(min, max);
    scales.set(key, scale);
    const place = scale.distribution[value - min];
    if (place) place.count += amount;
  }
  const ratings = [...scales.values()].map(sumScale).sort((a, b) => b.count - a.count || a.max - b.max);
  const rated = ratings.reduce((sum, { count }) => sum + count, 0);
  const parts = ratings.reduce(
    (sum, { count, average, min, max }) => sum + (count * (average - min)) / (max - min),
    0,
  );
  return { rated, satisfaction: rated === 0 ? null : parts / rated, ratings };
}

function beginScale(min: number, max: number): ScaleRatings {
  const distribution = Array.from({ length: max - min + 1 }, (_, index) => ({
    value: min + index,
    count: 0,
  }));
  return { min, max, count: 0, average: 0, distribution };
}

function sumScale(scale: ScaleRatings): ScaleRatings {
  const count = scale.distribution.reduce((sum, place) => sum + place.count, 0);
  const points = scale.distribution.reduce((sum, place) => sum + place.value * place.count, 0);
  return { ...scale, count, average: points / count };
}
