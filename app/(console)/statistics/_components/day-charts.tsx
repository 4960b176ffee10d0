'use client';
import { useState } from 'react';
import type { ChartSeries } from '@/app/_ui/chart/chart-scale';
import { TimeChart } from '@/app/_ui/chart/time-chart';
import {
  formatCost,
  formatCount,
  formatSeconds,
  formatShare,
  type Statistics,
  type StatisticsItem,
} from '../_model/format-figures';
import { formatDay, listDays } from '../_model/list-days';

/** The figures over the days of the period; a day that is pointed at is marked in all charts. */
export function DayCharts({ statistics }: { statistics: Statistics }) {
  const [step, setStep] = useState<number | null>(null);
  const { total } = statistics;
  const days = listDays(statistics);
  const shared = {
    stepNames: days.map(({ day }) => formatDay(day)),
    // A shorter period may arrive while a late day of a longer one is marked.
    step: step === null ? null : Math.min(step, days.length - 1),
    onStep: setStep,
  };
  const line = (key: string, label: string, ink: string, read: (item: StatisticsItem) => number | null) =>
    ({ key, label, ink, values: days.map(({ figures }) => figures && read(figures)) }) satisfies ChartSeries;
  return (
    <div className="grid gap-x-8 gap-y-6 p-4 lg:grid-cols-2">
      <TimeChart
        label="Sessions"
        kind="bars"
        series={[
          line('alone', 'Ended without a person', 'text-live-dot', (item) => item.endedWithoutPerson),
          line('other', 'Others', 'text-ink-3', (item) => item.sessions - item.endedWithoutPerson),
        ]}
        totals={[
          formatCount(total.endedWithoutPerson),
          formatCount(total.sessions - total.endedWithoutPerson),
        ]}
        {...shared}
      />
      <TimeChart
        label="Handover rate"
        kind="lines"
        series={[line('rate', 'Handed over', 'text-human-dot', (item) => item.handoverRate)]}
        totals={[formatShare(total.handoverRate)]}
        format={formatShare}
        {...shared}
      />
      <TimeChart
        label="Time to first answer"
        kind="lines"
        series={[
          line('p90', '90%', 'text-waiting-dot', (item) => item.answerP90Seconds),
          line('p50', 'Median', 'text-ink-3', (item) => item.answerP50Seconds),
        ]}
        totals={[formatSeconds(total.answerP90Seconds), formatSeconds(total.answerP50Seconds)]}
        format={formatSeconds}
        {...shared}
      />
      <TimeChart
        label="Satisfaction"
        kind="lines"
        series={[line('satisfaction', 'Mean rating', 'text-live-dot', (item) => item.satisfaction)]}
        totals={[formatShare(total.satisfaction)]}
        format={formatShare}
        {...shared}
      />
      <TimeChart
        label="Failures"
        kind="bars"
        series={[line('failed', 'Sessions failed', 'text-failed-dot', (item) => item.failed)]}
        totals={[formatCount(total.failed)]}
        {...shared}
      />
      <TimeChart
        label="Cost of models"
        kind="bars"
        series={[line('cost', 'Cost', 'text-ink-3', (item) => item.costUsd)]}
        totals={[formatCost(total.costUsd)]}
        format={formatCost}
        {...shared}
      />
    </div>
  );
}
