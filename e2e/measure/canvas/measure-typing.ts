import type { Page } from '@playwright/test';
import { median } from '@/server/bench/table';
import { canvasOf, inspectorOf } from '../../support/draw';
import { openWork } from './read-work';

const LETTERS = 20;

/** From the press of a key to the frame with its letter, and the main thread's time for a letter with all that follows, in ms. */
type Typing = { median: number; longest: number; work: number };

/** Types letters into the text of a node, with a pause after each one until everything that follows is done. */
export async function measureTyping(page: Page, id: string, saved: () => Promise<void>): Promise<Typing> {
  await canvasOf(page).focus();
  await page.keyboard.press('/');
  await page.keyboard.type(id);
  await page.keyboard.press('Escape');
  await inspectorOf(page).getByRole('textbox', { name: 'Text' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' ');
  await saved();
  const readWork = await openWork(page);
  await page.evaluate(watchKeys);
  const before = (await readWork()).work;
  for (let letter = 0; letter < LETTERS; letter += 1) {
    await page.keyboard.type('x');
    await page.waitForFunction((count) => (window as unknown as Watched).keys.length > count, letter);
  }
  await saved();
  const work = (await readWork()).work - before;
  const times = await page.evaluate(() => (window as unknown as Watched).keys);
  return { median: median(times), longest: Math.max(...times), work: work / LETTERS };
}

type Watched = { keys: number[] };

// Runs in the page. A frame's callbacks run before it is painted, a message sent by them after that.
function watchKeys(): void {
  const keys: number[] = [];
  (window as unknown as Watched).keys = keys;
  const painted = new MessageChannel();
  let pressedAt = 0;
  painted.port1.onmessage = () => keys.push(performance.now() - pressedAt);
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressedAt = timeStamp;
      requestAnimationFrame(() => painted.port2.postMessage(null));
    },
    true,
  );
}
