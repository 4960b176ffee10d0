import type { ChildProcess } from 'node:child_process';
import type { BrowserContext, Page } from '@playwright/test';
import { readCpuTime } from '@/server/bench/peers/cpu-time';
import { median } from '@/server/bench/table';
import { openWork } from './read-work';

/** Times since the navigation, and processor times, in ms. */
type Opening = {
  /** The first frame with a card. */
  shown: number;
  /** The first frame with the cards at their places, from when the canvas is the browser's. */
  painted: number;
  /** The first frame in which a card that was pressed after that is selected. */
  answered: number;
  /** Of the page's main thread until then. */
  work: number;
  /** Of the server until then; NaN where there is no /proc. */
  server: number;
};

/** Opens the canvas several times in pages of their own; returns the medians. */
export async function measureOpening(
  context: BrowserContext,
  server: ChildProcess,
  path: string,
  visits: number,
): Promise<Opening> {
  const openings: Opening[] = [];
  for (let visit = 0; visit < visits; visit += 1) openings.push(await openOnce(context, server, path));
  const medianOf = (name: keyof Opening) => median(openings.map((opening) => opening[name]));
  return {
    shown: medianOf('shown'),
    painted: medianOf('painted'),
    answered: medianOf('answered'),
    work: medianOf('work'),
    server: medianOf('server'),
  };
}

async function openOnce(context: BrowserContext, server: ChildProcess, path: string): Promise<Opening> {
  const page = await context.newPage();
  await page.addInitScript(watchOpening);
  // A page of the same origin first, so that the process of the flow's page runs already.
  await page.goto('/api/health', { waitUntil: 'load' });
  const readWork = await openWork(page);
  const [before, served] = [(await readWork()).work, readCpuTime(server.pid ?? 0)];
  await page.goto(path, { waitUntil: 'commit' });
  await waitFor(page, 'painted');
  await pressCard(page);
  await waitFor(page, 'answered');
  const work = (await readWork()).work - before;
  const taken = readCpuTime(server.pid ?? 0) - served;
  const { shown, painted, answered } = await page.evaluate(() => (window as unknown as Watched).opening);
  await page.close();
  return { shown, painted, answered, work, server: taken };
}

type Times = { shown: number; painted: number; answered: number };
type Watched = { opening: Times };

async function waitFor(page: Page, what: keyof Times): Promise<void> {
  await page.waitForFunction((name) => (window as unknown as Watched).opening[name] > 0, what);
}

async function pressCard(page: Page): Promise<void> {
  const box = await page.locator('.react-flow__node .card-title').first().boundingBox();
  if (!box) throw new Error('There is no card.');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

// Runs in the page, from before its own scripts.
function watchOpening(): void {
  const times: Times = { shown: 0, painted: 0, answered: 0 };
  (window as unknown as Watched).opening = times;
  const isInSight = (card: Element) => {
    const { left, top, right, bottom } = card.getBoundingClientRect();
    const visible = getComputedStyle(card).visibility === 'visible';
    return visible && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  };
  const watch = () => {
    const now = performance.now();
    const canvas = document.querySelector('.react-flow');
    const cards = [...(canvas?.querySelectorAll('.react-flow__node .card-title') ?? [])];
    if (times.painted === 0 && cards.some(isInSight)) {
      times.shown ||= now;
      if (!canvas?.hasAttribute('data-unmeasured')) times.painted = now;
    }
    if (canvas?.querySelector('.react-flow__node.selected')) times.answered ||= now;
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}
