import { z } from 'zod';
import { type BucketRow, listBuckets, listCounts, type Span } from '@/server/db/minute-count/store';
import { groupBy } from '@/server/shared/group-by';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { BUCKET_COUNT, percentileOf } from './buckets';
import { MEASURES, type Measure } from './metrics';

/** The available ranges, and the width of their steps. */
const RANGES = {
  hour: { spanMs: 3_600_000, stepMs: 60_000 },
  day: { spanMs: 86_400_000, stepMs: 900_000 },
  week: { spanMs: 7 * 86_400_000, stepMs: 2 * 3_600_000 },
  month: { spanMs: 30 * 86_400_000, stepMs: 6 * 3_600_000 },
} as const;

export type MetricsRange = keyof typeof RANGES;

export const metricsSchema = z.object({
  range: z.enum(Object.keys(RANGES) as [MetricsRange, ...MetricsRange[]]),
});

export type GetMetrics = z.input<typeof metricsSchema>;

/** One step of the range, with counts and turn latencies in milliseconds. */
type MetricsStep = {
  at: Date;
  counts: Record<Measure, number>;
  turnP50: number | null;
  turnP95: number | null;
};

export type MetricsView = {
  range: MetricsRange;
  stepMs: number;
  steps: MetricsStep[];
  totals: Record<Measure, number>;
  turnP50: number | null;
  turnP95: number | null;
  turnP99: number | null;
};

/** Returns counts and latencies of the organization over a range that ends now. */
export async function getMetrics(ctx: ServiceContext, input: GetMetrics): Promise<MetricsView> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { range } = requireValid(metricsSchema, input);
  const { spanMs, stepMs } = RANGES[range];
  const to = (Math.floor(ctx.clock.now() / stepMs) + 1) * stepMs;
  const from = to - spanMs;
  const span: Span = { orgId, from: new Date(from), to: new Date(to), stepSeconds: stepMs / 1_000 };
  const [counts, latencies] = await Promise.all([
    listCounts(ctx.db, span),
    listBuckets(ctx.db, { ...span, measure: 'turns' }),
  ]);
  const countsAt = groupBy(counts, ({ at }) => at.getTime());
  const latenciesAt = groupBy(latencies, ({ at }) => at.getTime());
  const steps = Array.from({ length: spanMs / stepMs }, (_, index) => {
    const at = from + index * stepMs;
    const buckets = sumBuckets(latenciesAt.get(at) ?? []);
    return {
      at: new Date(at),
      counts: sumCounts(countsAt.get(at) ?? []),
      turnP50: percentileOf(buckets, 0.5),
      turnP95: percentileOf(buckets, 0.95),
    };
  });
  const all = sumBuckets(latencies);
  return {
    range,
    stepMs,
    steps,
    totals: sumCounts(counts),
    turnP50: percentileOf(all, 0.5),
    turnP95: percentileOf(all, 0.95),
    turnP99: percentileOf(all, 0.99),
  };
}

function sumCounts(rows: readonly { measure: string; count: number }[]): Record<Measure, number> {
  const sums = Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Record<Measure, number>;
  for (const { measure, count } of rows) {
    if (isMeasure(measure)) sums[measure] += count;
  }
  return sums;
}

function isMeasure(measure: string): measure is Measure {
  return (MEASURES as readonly string[]).includes(measure);
}

function sumBuckets(rows: readonly BucketRow[]): number[] {
  const sums = new Array<number>(BUCKET_COUNT).fill(0);
  for (const { bucket, count } of rows) sums[bucket - 1] = (sums[bucket - 1] ?? 0) + count;
  return sums;
}
