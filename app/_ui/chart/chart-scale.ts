/** The end of a scale: the least of 1, 2, 2.5, 5 times a power of ten that is at least `most`; at least 1. */
export function toScaleEnd(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= most) ?? 10;
  return step * power;
}

/** Formats a number on a scale: 950, 1.2k, 3M. */
export function shortNumber(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

export type ChartSeries = {
  key: string;
  label: string;
  /** The color, as a class for `currentColor`. */
  ink: string;
  /** One value for each step; null where it is unknown. */
  values: readonly (number | null)[];
};

/** The greatest value of a chart: for stacked bars the greatest sum. */
export function findMost(series: readonly ChartSeries[], stacked: boolean): number {
  const steps = series[0]?.values.length ?? 0;
  let most = 0;
  for (let index = 0; index < steps; index += 1) {
    const values = series.map(({ values: own }) => own[index] ?? 0);
    most = Math.max(most, stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values));
  }
  return most;
}

/** Splits a line at missing values, into runs of [step, value]. */
export function toRuns(values: readonly (number | null)[]): [number, number][][] {
  const runs: [number, number][][] = [];
  let run: [number, number][] = [];
  for (const [index, value] of values.entries()) {
    if (value !== null) run.push([index, value]);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
