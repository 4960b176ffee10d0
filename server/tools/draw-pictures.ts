// Draws the pictures of `public/` with a browser: `node server/tools/run-tool.mjs server/tools/draw-pictures.ts`.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '@/e2e/support/browser';
import { drawAdaptiveIcon, drawTile } from './pictures/icons';
import { drawSocialPage } from './pictures/social-picture';
import { toIco } from './pictures/to-ico';

const FOLDER = 'public';
const ICO_SIZES = [16, 32, 48];

type Shot = { content: string; width: number; height: number };

async function takePicture(page: Page, { content, width, height }: Shot): Promise<Buffer> {
  await page.setViewportSize({ width, height });
  await page.setContent(content);
  await page.evaluate('document.fonts.ready');
  return page.screenshot({ omitBackground: true });
}

function toShot(size: number, tile: { markShare: number; cornerShare: number }): Shot {
  const content = `<body style="margin:0;line-height:0">${drawTile({ size, ...tile })}`;
  return { content, width: size, height: size };
}

async function drawAll(page: Page): Promise<void> {
  const save = (name: string, content: Buffer | string) => writeFileSync(path.join(FOLDER, name), content);
  const tab = { markShare: 0.72, cornerShare: 0.2 };
  const images = [];
  for (const size of ICO_SIZES) images.push({ size, png: await takePicture(page, toShot(size, tab)) });
  save('favicon.ico', toIco(images));
  save('icon.svg', drawAdaptiveIcon());
  for (const size of [192, 512]) save(`icon-${size}.png`, await takePicture(page, toShot(size, tab)));
  // Systems cut these to shapes of their own, down to a circle of four fifths.
  const cut = { markShare: 0.5, cornerShare: 0 };
  save('icon-maskable-512.png', await takePicture(page, toShot(512, cut)));
  save('apple-touch-icon.png', await takePicture(page, toShot(180, { ...cut, markShare: 0.6 })));
  save('social.png', await takePicture(page, { content: drawSocialPage(), width: 1200, height: 630 }));
}

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch(findBrowser());
try {
  await drawAll(await browser.newPage());
} finally {
  await browser.close();
}
