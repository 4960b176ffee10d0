export type Percentiles = { p50: number; p95: number; p99: number; max: number };

/** Computes percentiles; zeros without measurements. */
export function toPercentiles(measured: readonly number[]): Percentiles {
  const sorted = [...measured].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function round(value = 0): number {
  return Math.round(value * 10) / 10;
}
