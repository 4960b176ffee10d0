import { Card, CardHeader } from '@/app/_ui/page/card';
import { formatCount, formatPart, type Statistics } from '../_model/format-figures';

type Scale = Statistics['total']['ratings'][number];

/** The ratings that people gave, by scale: their average, and how many gave each value. */
export function RatingsCard({ statistics: { total } }: { statistics: Statistics }) {
  return (
    <Card>
      <CardHeader title="Ratings" description="Answers of questions that the flow counts as ratings." />
      <div className="grid gap-x-8 gap-y-6 p-4 lg:grid-cols-2">
        {total.ratings.map((scale) => (
          <ScaleRatings key={`${String(scale.min)}-${String(scale.max)}`} scale={scale} />
        ))}
      </div>
    </Card>
  );
}

function ScaleRatings({ scale: { min, max, count, average, distribution } }: { scale: Scale }) {
  const most = Math.max(...distribution.map((place) => place.count));
  // A scale of many values has the given ones alone.
  const shown = distribution.length <= 11 ? distribution : distribution.filter((place) => place.count > 0);
  return (
    <section aria-label={`Ratings from ${String(min)} to ${String(max)}`}>
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium text-sm">
        From {min} to {max}
        <span className="tabular font-normal text-ink-2 text-xs">
          {`average ${average.toLocaleString('en', { maximumFractionDigits: 2 })}, ${formatCount(count)} ratings`}
        </span>
      </h3>
      <ul className="mt-3 space-y-1.5">
        {shown.toReversed().map((place) => (
          <li key={place.value} className="tabular grid grid-cols-[2rem_1fr_6rem] items-center gap-2 text-sm">
            <span className="text-right">{place.value}</span>
            <span aria-hidden className="h-2.5 overflow-hidden rounded-sm bg-hover">
              <span
                className="block h-full rounded-sm bg-live-dot"
                style={{ width: `${String((place.count / most) * 100)}%` }}
              />
            </span>
            <span className="text-right text-ink-2 text-xs">
              {`${formatCount(place.count)} (${formatPart(place.count, count)})`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
