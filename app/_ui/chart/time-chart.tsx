'use client';
import { type KeyboardEvent, type PointerEvent, useId } from 'react';
import { cn } from '../cn';
import { type ChartSeries, findMost, shortNumber, toRuns, toScaleEnd } from './chart-scale';

const PLOT_HEIGHT = 100;

type TimeChartProps = {
  label: string;
  kind: 'bars' | 'lines';
  series: readonly ChartSeries[];
  /** The label of each step, e.g. "14:05". */
  stepNames: readonly string[];
  /** The marked step, shared by charts below each other. */
  step: number | null;
  onStep: (step: number | null) => void;
  /** The text beside a series' name while no step is marked. */
  totals: readonly string[];
  format?: (value: number) => string;
};

/** Values over time. Pointing marks a step, and so do the arrow keys, Home and End on the focused plot. */
export function TimeChart(props: TimeChartProps) {
  const {
    label,
    kind,
    series,
    stepNames,
    step,
    onStep,
    totals,
    format = (value) => value.toLocaleString('en'),
  } = props;
  const id = useId();
  const end = toScaleEnd(findMost(series, kind === 'bars'));
  const valuesAt = (index: number) =>
    series.map(({ values }) => {
      const value = values[index] ?? null;
      return value === null ? '–' : format(value);
    });
  const shown = step === null ? totals : valuesAt(step);
  const words = (index: number) =>
    [stepNames[index], ...series.map((one, at) => `${one.label} ${valuesAt(index)[at] ?? ''}`)].join(', ');
  const at = step ?? stepNames.length - 1;
  return (
    <div>
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        <h3 id={id} className="font-medium">
          {label}
        </h3>
        <Legend series={series} shown={shown} />
        <span className="tabular ml-auto text-ink-2 text-xs">{step === null ? '' : stepNames[step]}</span>
      </div>
      <div className="relative h-28 pl-11">
        <Scale end={end} format={format} />
        <div
          role="slider"
          tabIndex={0}
          aria-labelledby={id}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={Math.max(0, stepNames.length - 1)}
          aria-valuenow={at}
          aria-valuetext={words(at)}
          onKeyDown={(event) => onStepKey(event, at, stepNames.length, onStep)}
          onPointerMove={(event) => onStep(stepUnder(event, stepNames.length))}
          onPointerLeave={() => onStep(null)}
          onBlur={() => onStep(null)}
          className="relative h-full touch-pan-y rounded-sm"
        >
          <Plot kind={kind} series={series} end={end} steps={stepNames.length} step={step} />
        </div>
      </div>
      <Times names={stepNames} />
    </div>
  );
}

function onStepKey(
  event: KeyboardEvent,
  at: number,
  count: number,
  onStep: (step: number | null) => void,
): void {
  const targets: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    Home: 0,
    End: count - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  onStep(Math.min(count - 1, Math.max(0, target)));
}

function stepUnder(event: PointerEvent<HTMLElement>, count: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * count)));
}

function Legend({ series, shown }: { series: readonly ChartSeries[]; shown: readonly string[] }) {
  return series.map(({ key, label, ink }, index) => (
    <span key={key} className="inline-flex items-baseline gap-1.5 text-ink-2 text-xs">
      <span aria-hidden className={cn('size-2 self-center rounded-sm bg-current', ink)} />
      {label}
      <span className="tabular font-medium text-ink">{shown[index]}</span>
    </span>
  ));
}

function Scale({ end, format }: { end: number; format: (value: number) => string }) {
  return (
    <div aria-hidden className="tabular absolute inset-0 text-ink-3 text-xs">
      {[end, end / 2, 0].map((value, index) => (
        <div
          key={value}
          className="absolute inset-x-0 flex h-0 items-center gap-2"
          style={{ top: `${String(index * 50)}%` }}
        >
          <span className="w-9 shrink-0 whitespace-nowrap text-right">
            {value >= 1_000 && end < 100_000_000 ? shortNumber(value) : format(value)}
          </span>
          <span className="h-px flex-1 bg-line" />
        </div>
      ))}
    </div>
  );
}

type PlotProps = {
  kind: TimeChartProps['kind'];
  series: readonly ChartSeries[];
  end: number;
  steps: number;
  step: number | null;
};

function Plot({ kind, series, end, steps, step }: PlotProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${String(Math.max(1, steps))} ${String(PLOT_HEIGHT)}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      {step !== null && (
        <rect x={step} y="0" width="1" height={PLOT_HEIGHT} className="fill-ink-3" opacity="0.16" />
      )}
      {kind === 'bars' ? <Bars series={series} end={end} /> : <Lines series={series} end={end} />}
    </svg>
  );
}

// One path for each series: hundreds of bars would be as many elements.
function Bars({ series, end }: { series: readonly ChartSeries[]; end: number }) {
  const tops = new Map<number, number>();
  return series.map(({ key, ink, values }) => {
    const bars = values.map((value, index) => {
      const height = ((value ?? 0) / end) * PLOT_HEIGHT;
      const top = (tops.get(index) ?? PLOT_HEIGHT) - height;
      tops.set(index, top);
      return height === 0 ? '' : `M${String(index + 0.12)} ${top.toFixed(2)}h.76v${height.toFixed(2)}h-.76z`;
    });
    return <path key={key} d={bars.join('')} className={cn('fill-current', ink)} />;
  });
}

function Lines({ series, end }: { series: readonly ChartSeries[]; end: number }) {
  return series.flatMap(({ key, ink, values }) =>
    toRuns(values).map((run) => (
      <polyline
        key={`${key}${String(run[0]?.[0])}`}
        points={toPoints(run, end)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
        className={ink}
      />
    )),
  );
}

// A lone value is drawn as a short line within its step.
function toPoints(run: readonly [number, number][], end: number): string {
  const yOf = (value: number) => ((1 - value / end) * PLOT_HEIGHT).toFixed(2);
  const [only] = run;
  if (run.length === 1 && only)
    return `${String(only[0] + 0.2)},${yOf(only[1])} ${String(only[0] + 0.8)},${yOf(only[1])}`;
  return run.map(([index, value]) => `${String(index + 0.5)},${yOf(value)}`).join(' ');
}

const TICKS = 4;

// Each label is at the start of its step, so that it names a round time wherever the first step begins.
function Times({ names }: { names: readonly string[] }) {
  const at = (tick: number) => Math.round((tick / TICKS) * names.length);
  return (
    <div aria-hidden className="tabular mt-1.5 grid grid-cols-4 pl-11 text-ink-3 text-xs">
      {Array.from({ length: TICKS }, (_, tick) => (
        <span key={at(tick)}>{names[at(tick)]}</span>
      ))}
    </div>
  );
}
