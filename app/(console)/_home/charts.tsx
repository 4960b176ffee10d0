'use client';
import { useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { ChartSeries } from '@/app/_ui/chart/chart-scale';
import { TimeChart } from '@/app/_ui/chart/time-chart';
import { useFormatTime } from '@/app/_ui/value/use-format-time';
import { RANGES } from './ranges';
import { formatLatency } from './read-numbers';

type Metrics = RouterOutputs['organization']['metrics'];
type Measure = keyof Metrics['totals'];

const toLatency = (ms: number | null): string => {
  const { value, unit } = formatLatency(ms);
  return unit ? `${value} ${unit}` : value;
};

/** The charts of a range; a step that is pointed at is marked in all of them. */
export function Charts({ metrics }: { metrics: Metrics }) {
  const [step, setStep] = useState<number | null>(null);
  const formatTime = useFormatTime();
  const maySeeDeliveries = useCan('deliveries:read');
  const { steps, totals, turnP50, turnP95 } = metrics;
  const stepNames = steps.map(({ at }) => formatTime(at, RANGES[metrics.range].step));
  const count = (key: Measure, label: string, ink: string): ChartSeries => ({
    key,
    label,
    ink,
    values: steps.map(({ counts }) => counts[key]),
  });
  const bars = (label: string, series: readonly ChartSeries[]) => (
    <TimeChart
      label={label}
      kind="bars"
      series={series}
      stepNames={stepNames}
      step={clamp(step, steps.length)}
      onStep={setStep}
      totals={series.map(({ key }) => totals[key as Measure].toLocaleString('en'))}
    />
  );
  return (
    <div className="grid gap-x-8 gap-y-6 p-4 lg:grid-cols-2">
      {bars('Turns', [count('turns', 'Turns', 'text-ink-3')])}
      <TimeChart
        label="Turn duration"
        kind="lines"
        series={[
          { key: 'p95', label: 'p95', ink: 'text-waiting-dot', values: steps.map((one) => one.turnP95) },
          { key: 'p50', label: 'p50', ink: 'text-ink-3', values: steps.map((one) => one.turnP50) },
        ]}
        stepNames={stepNames}
        step={clamp(step, steps.length)}
        onStep={setStep}
        totals={[toLatency(turnP95), toLatency(turnP50)]}
        format={toLatency}
      />
      {bars('Failures', [
        count('failures', 'Sessions failed', 'text-failed-dot'),
        count('errors', 'Server errors', 'text-waiting-dot'),
      ])}
      {maySeeDeliveries &&
        bars('Deliveries', [
          count('delivered', 'Delivered', 'text-live-dot'),
          count('undelivered', 'Undelivered', 'text-failed-dot'),
        ])}
    </div>
  );
}

// A shorter range may arrive while a late step of a longer one is marked.
function clamp(step: number | null, count: number): number | null {
  return step === null ? null : Math.min(step, count - 1);
}
