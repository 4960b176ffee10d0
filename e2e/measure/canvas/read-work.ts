import { existsSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

export type Work = { work: number; script: number };

/** Reads the processor time of a page's main thread in ms since its process began. */
export async function openWork(page: Page): Promise<() => Promise<Work>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const read = (name: string) => 1_000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
    return { work: read('TaskDuration'), script: read('ScriptDuration') };
  };
}

// Linux counts in hundredths of a second, after the name, which may have spaces.
const TICK_MS = 10;

/** The processor time of a process in ms; 0 on systems other than Linux. */
export function readProcessMs(pid: number | undefined): number {
  const file = `/proc/${String(pid)}/stat`;
  if (!existsSync(file)) return 0;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The middle one of some figures. */
export function findMedian(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}
