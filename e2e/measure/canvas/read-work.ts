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
