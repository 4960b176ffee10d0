import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { cn } from '@/app/_ui/cn';
import type { StateTone } from '@/app/_ui/status-badge';

type Hour = RouterOutputs['overview']['get']['hours'][number];

const FILL: Record<StateTone, string> = {
  waiting: 'bg-waiting-dot',
  live: 'bg-live-dot',
  ended: 'bg-ended-dot',
  failed: 'bg-failed-dot',
  human: 'bg-human-dot',
};

type HourBarsProps = {
  hours: readonly Hour[] | undefined;
  series: 'started' | 'completed' | 'failed';
  tone: StateTone;
};

/** One bar an hour, the newest at the right; the number beside it says the same in words. */
export function HourBars({ hours, series, tone }: HourBarsProps) {
  const counts = hours?.map((hour) => hour[series]) ?? Array.from({ length: 24 }, () => 0);
  const most = Math.max(1, ...counts);
  return (
    <span aria-hidden className="mt-2 flex h-6 items-end gap-0.5">
      {counts.map((count, index) => (
        <span
          key={hours?.[index]?.startsAt.getTime() ?? index}
          className={cn('min-h-0.5 flex-1 rounded-sm', count > 0 ? FILL[tone] : 'bg-line')}
          style={{ height: `${String((count / most) * 100)}%` }}
        />
      ))}
    </span>
  );
}
