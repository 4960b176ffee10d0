// Pans and zooms a canvas of 300 nodes in Chromium and prints its frame times:
//   node server/tools/run-tool.mjs e2e/measure/measure-canvas.ts [nodes]
// Build first. A frame is the time between two animation frames while the mouse drags the canvas; the goal is 25 ms.
// The processor time of the page's main thread is printed as well, because a busy machine does not change it.

import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../support/browser';
import { startApp } from '../support/start-app';
import { largeFlow } from './large-flow';

const STEPS = 240;
const AIM_MS = 25;

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 300);
  const app = await startApp();
  const browser = await chromium.launch(findBrowser());
  try {
    const page = await browser.newPage({ baseURL: app.baseUrl, viewport: { width: 1440, height: 900 } });
    await openFlow(page, app.readDemo().console, count);
    for (const [what, zoomed] of [['near', 4] as const, ['all in sight', 0] as const]) {
      await page.getByRole('button', { name: 'Zoom to fit' }).click();
      for (let press = 0; press < zoomed; press += 1)
        await page.getByRole('button', { name: 'Zoom in' }).click();
      report(`${String(count)} nodes, ${what}`, await measurePan(page));
    }
  } finally {
    await browser.close();
    await app.remove();
  }
}

async function openFlow(
  page: Page,
  account: { email: string; password: string },
  count: number,
): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Console' }).waitFor();
  await page.goto('/flows?new=import');
  const buffer = Buffer.from(JSON.stringify(largeFlow(count)));
  await page.getByLabel('File').setInputFiles({ name: 'large.json', mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: 'Import flow' }).click();
  await page.getByText('This flow can be published').waitFor();
}

type Pan = { frames: number[]; workMs: number; scriptMs: number };

/** Drags the canvas back and forth; returns frame intervals and main-thread time in ms. */
async function measurePan(page: Page): Promise<Pan> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('There is no canvas.');
  const at = { x: box.x + box.width / 2, y: box.y + box.height - 40 };
  const readWork = await openWork(page);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.evaluate(watchFrames);
  const before = await readWork();
  for (let step = 0; step < STEPS; step += 1) {
    const angle = (step / STEPS) * 6 * Math.PI;
    await page.mouse.move(at.x + Math.sin(angle) * 300, at.y - 150 + Math.cos(angle) * 150);
  }
  const frames = await page.evaluate(() => (window as unknown as Watched).frames);
  const after = await readWork();
  await page.mouse.up();
  return { frames, workMs: after.work - before.work, scriptMs: after.script - before.script };
}

/** Reads the processor time of the page's main thread in ms. */
async function openWork(page: Page): Promise<() => Promise<{ work: number; script: number }>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const read = (name: string) => 1_000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
    return { work: read('TaskDuration'), script: read('ScriptDuration') };
  };
}

type Watched = { frames: number[] };

function watchFrames(): void {
  const frames: number[] = [];
  (window as unknown as Watched).frames = frames;
  let last = performance.now();
  const watch = (now: number) => {
    frames.push(now - last);
    last = now;
    if ((window as unknown as Watched).frames === frames) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}

function report(what: string, { frames, workMs, scriptMs }: Pan): void {
  const sorted = frames.slice(1).sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  const each = (ms: number) => (ms / sorted.length).toFixed(1);
  const result = at(0.5) < AIM_MS ? 'within' : 'beyond';
  console.log(
    `${what}: median ${at(0.5).toFixed(1)} ms (95 % ${at(0.95).toFixed(1)} ms) of ${String(sorted.length)} frames, ${result} ${String(AIM_MS)} ms; ` +
      `worked ${each(workMs)} ms each, ${each(scriptMs)} ms of it in scripts`,
  );
}

await main();
