// Pans and zooms a canvas of 300 nodes in Chromium and tells how long its frames took:
//   node server/tools/run-tool.mjs e2e/measure/measure-canvas.ts [nodes]
// Build first. A frame is the time between two animation frames while the mouse drags the canvas; 25 ms is the aim.

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
      await page.getByRole('button', { name: 'Show everything' }).click();
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
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  await page.goto('/flows?new=import');
  const buffer = Buffer.from(JSON.stringify(largeFlow(count)));
  await page.getByLabel('File').setInputFiles({ name: 'large.json', mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: 'Import flow' }).click();
  await page.getByText('This flow can be published').waitFor();
}

/** Drags the canvas to and fro; the time between each two frames while it moved, in ms. */
async function measurePan(page: Page): Promise<number[]> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('There is no canvas.');
  const at = { x: box.x + box.width / 2, y: box.y + box.height - 40 };
  await page.evaluate(watchFrames);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (let step = 0; step < STEPS; step += 1) {
    const angle = (step / STEPS) * 6 * Math.PI;
    await page.mouse.move(at.x + Math.sin(angle) * 300, at.y - 150 + Math.cos(angle) * 150);
  }
  await page.mouse.up();
  return page.evaluate(() => (window as unknown as Watched).frames);
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

function report(what: string, frames: number[]): void {
  const sorted = frames.slice(1).sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  const verdict = Number(at(0.5)) < AIM_MS ? 'within' : 'beyond';
  console.log(
    `${what}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, ${String(sorted.length)} frames; ${verdict} ${String(AIM_MS)} ms`,
  );
}

await main();
