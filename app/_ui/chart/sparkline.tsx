import { cn } from '../cn';
import type { StateTone } from '../value/status-badge';

const STROKE: Record<StateTone, string> = {
  waiting: 'text-waiting-dot',
  live: 'text-live-dot',
  ended: 'text-ended-dot',
  failed: 'text-failed-dot',
  human: 'text-human-dot',
};

const HEIGHT = 24;

type SparklineProps = {
  /** The newest at the right; null where unknown. Undefined while loading. */
  values: readonly (number | null)[] | undefined;
  tone: StateTone;
  className?: string;
};

/** The trend of a number, without scales; the number must be shown beside it. */
export function Sparkline({ values, tone, className }: SparklineProps) {
  const most = Math.max(1, ...(values ?? []).map((value) => value ?? 0));
  const last = Math.max(1, (values?.length ?? 2) - 1);
  const points = (values ?? []).flatMap((value, index) =>
    value === null ? [] : [`${String(index)},${((1 - value / most) * (HEIGHT - 3) + 1.5).toFixed(2)}`],
  );
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${String(last)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      className={cn('h-6 w-full overflow-visible', STROKE[tone], className)}
    >
      <line
        x1="0"
        x2={last}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
        className="stroke-line"
        vectorEffect="non-scaling-stroke"
      />
      {points.length > 1 && (
        <>
          <polygon points={toArea(points)} fill="currentColor" opacity="0.12" />
          <polyline
            points={points.join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </>
      )}
    </svg>
  );
}

function toArea(points: readonly string[]): string {
  const xOf = (point: string | undefined) => point?.split(',')[0] ?? '0';
  return [`${xOf(points[0])},${String(HEIGHT)}`, ...points, `${xOf(points.at(-1))},${String(HEIGHT)}`].join(
    ' ',
  );
}
