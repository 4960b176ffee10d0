// Opens, edits and pans a canvas of 300 nodes in Chromium, and prints times and processor times:
//   node server/tools/run-tool.mjs e2e/measure/measure-canvas.ts [nodes] [visits]
// Build first. The goals are 1,000 ms from the navigation to a canvas that answers, and 25 ms for a frame while the mouse
// drags it. Processor times are printed as well, because a busy machine does not change them.

import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../support/browser';
import { publishable, saved } from '../support/draw';
import { signInByForm } from '../support/sign-in';
import { startApp } from '../support/start-app';
import { measureOpening } from './canvas/measure-opening';
import { measurePan } from './canvas/measure-pan';
import { measureTyping } from './canvas/measure-typing';
import { largeFlow } from './large-flow';

const VISITS = 5;
const AIM_OPEN_MS = 1_000;
const AIM_FRAME_MS = 25;

async function main(): Promise<void> {
  const [count, visits] = [Number(process.argv[2] ?? 300), Number(process.argv[3] ?? VISITS)];
  const app = await startApp();
  const browser = await chromium.launch(findBrowser());
  try {
    const context = await browser.newContext({
      baseURL: app.baseUrl,
      viewport: { width: 1440, height: 900 },
    });
    const path = await importFlow(context, app.readDemo().console, count);
    console.log(`${String(count)} nodes`);
    // The first visit fills the caches of the browser and of the server.
    await measureOpening(context, app.process, path, 1);
    reportOpening(await measureOpening(context, app.process, path, visits));
    const page = await context.newPage();
    await page.goto(path);
    await publishable(page).waitFor();
    reportTyping(await measureTyping(page, 'n4', () => saved(page).waitFor()));
    for (const [what, zoomed] of [['near', 4] as const, ['all in sight', 0] as const])
      reportPan(what, await panAt(page, zoomed));
  } finally {
    await browser.close();
    await app.remove();
  }
}

/** Imports a large flow and returns the path of its page. */
async function importFlow(
  context: BrowserContext,
  account: { email: string; password: string },
  count: number,
): Promise<string> {
  const page = await context.newPage();
  await signInByForm(page, account);
  await page.goto('/flows?new=import');
  const buffer = Buffer.from(JSON.stringify(largeFlow(count)));
  await page.getByLabel('File').setInputFiles({ name: 'large.json', mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: 'Import flow' }).click();
  await publishable(page).waitFor();
  const { pathname } = new URL(page.url());
  await page.close();
  return pathname;
}

async function panAt(page: Page, zoomed: number) {
  await page.getByRole('button', { name: 'Zoom to fit' }).click();
  for (let press = 0; press < zoomed; press += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
  return measurePan(page);
}

function reportOpening(opening: Awaited<ReturnType<typeof measureOpening>>): void {
  const { shown, painted, answered, work, server } = opening;
  console.log(
    `opening: shown after ${ms(shown)}, placed after ${ms(painted)}, answers after ${ms(answered)}, ` +
      `${judge(answered, AIM_OPEN_MS)}; worked ${ms(work)}, the server ${ms(server)}`,
  );
}

function reportTyping({ median, longest, work }: Awaited<ReturnType<typeof measureTyping>>): void {
  console.log(
    `typing a letter: median ${ms(median)}, at most ${ms(longest)}; worked ${ms(work)} with all that follows`,
  );
}

function reportPan(what: string, { frames, work, script }: Awaited<ReturnType<typeof measurePan>>): void {
  const sorted = frames.slice(1).sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  const each = (sum: number) => (sum / sorted.length).toFixed(1);
  console.log(
    `panning, ${what}: median ${at(0.5).toFixed(1)} ms (95 % ${at(0.95).toFixed(1)} ms) of ${String(sorted.length)} frames, ` +
      `${judge(at(0.5), AIM_FRAME_MS)}; worked ${each(work)} ms each, ${each(script)} ms of it in scripts`,
  );
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}

function judge(time: number, aim: number): string {
  return `${time < aim ? 'within' : 'beyond'} ${ms(aim)}`;
}

await main();
