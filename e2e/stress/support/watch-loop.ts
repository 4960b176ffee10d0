import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** Duration and end in milliseconds (Unix time). */
export type Blocked = { ms: number; until: number };

export type LoopWatch = {
  /** Milliseconds; `blocked` counts only stalls that this process caused. */
  stop(): { delays: { p50: number; p95: number; p99: number; max: number }; blocked: Blocked[] };
};

const EVERY_MS = 10;
const NANO = 1e6;

/**
 * Measures event-loop stalls. A loop is also late when the machine has no time for the process, so a stall
 * counts at most the processor time that the process used.
 */
export function watchLoop(overMs: number): LoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: EVERY_MS });
  histogram.enable();
  const blocked: Blocked[] = [];
  let at = performance.now();
  let cpu = process.cpuUsage();
  const timer = setInterval(() => {
    const late = performance.now() - at - EVERY_MS;
    const used = process.cpuUsage(cpu);
    const ms = Math.round(Math.min(late, (used.user + used.system) / 1_000));
    if (ms > overMs) blocked.push({ ms, until: Date.now() });
    at = performance.now();
    cpu = process.cpuUsage();
  }, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      histogram.disable();
      const inMs = (nanoseconds: number) => Math.round(nanoseconds / NANO / 0.1) / 10;
      const at100 = { max: inMs(histogram.max) };
      const [p50, p95, p99] = [50, 95, 99].map((share) => inMs(histogram.percentile(share)));
      return { delays: { p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, ...at100 }, blocked };
    },
  };
}
