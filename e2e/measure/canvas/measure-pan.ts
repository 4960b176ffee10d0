import type { Page } from '@playwright/test';
import { openWork, type Work } from './read-work';

const STEPS = 240;

type Pan = { frames: number[] } & Work;

/** Drags the canvas back and forth; returns frame intervals and main-thread time in ms. */
export async function measurePan(page: Page): Promise<Pan> {
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
  return { frames, work: after.work - before.work, script: after.script - before.script };
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
