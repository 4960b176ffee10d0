// Measures the cost of the console's pages in a browser, with the demo's data:
//   node server/tools/run-tool.mjs e2e/measure/measure-pages.ts [path …]
// Build first. JavaScript is the gzip size of the scripts that a page's HTML names, and of all scripts loaded one
// second after its load event, including prefetched routes. LCP is the median of several visits; the machine should
// be idle.

import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '../support/browser';
import { listNamedScripts, recordScripts, weighScripts } from '../support/page-scripts';
import { signInByForm } from '../support/sign-in';
import { startApp } from '../support/start-app';

const VISITS = 5;
const SETTLE_MS = 1_000;

async function main(): Promise<void> {
  const app = await startApp();
  const browser = await chromium.launch(findBrowser());
  try {
    const { console: account, flows } = app.readDemo();
    const context = await browser.newContext({
      baseURL: app.baseUrl,
      viewport: { width: 1280, height: 800 },
    });
    await signInByForm(await context.newPage(), account);
    const named = process.argv.slice(2);
    const paths =
      named.length > 0 ? named : ['/flows', '/sessions', '/inbox', '/', `/flows/${flows.airline ?? ''}`];
    for (const path of paths) console.log(await measurePage(context, path));
  } finally {
    await browser.close();
    await app.remove();
  }
}

async function measurePage(context: BrowserContext, path: string): Promise<string> {
  const named = await listNamedScripts(context, path);
  const visits: Visit[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await visitPage(context, path));
  const times = visits.map(({ lcp }) => lcp).sort((a, b) => a - b);
  const loaded = visits.flatMap(({ scripts }) => scripts);
  const median = times[Math.floor(VISITS / 2)] ?? 0;
  const weights = [await weighScripts(context, named), await weighScripts(context, loaded)].map(toKilobytes);
  return `${path.padEnd(44)} ${weights[0] ?? ''} named, ${weights[1] ?? ''} loaded; LCP ${median.toFixed(0)} ms`;
}

function toKilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1).padStart(6)} kB`;
}

type Visit = { lcp: number; scripts: string[] };

async function visitPage(context: BrowserContext, path: string): Promise<Visit> {
  const page = await context.newPage();
  const scripts = recordScripts(page);
  await page.goto(path, { waitUntil: 'load' });
  await page.waitForTimeout(SETTLE_MS);
  const lcp = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  await page.close();
  return { lcp, scripts };
}

await main();
