import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll, expectNoViolation, showTheme, THEMES } from '../support/accessibility';
import { PAGES } from '../support/console-pages';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

/*
 * pages/accessible: axe finds no violation on any page of the console, wide and on a phone, in either theme.
 * pages/pictures: a picture of each page is written to .build/pictures, to be looked at.
 */

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

async function takePictures(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await showTheme(page, theme);
    await page.screenshot({
      path: `.build/pictures/${name}-${String(page.viewportSize()?.width)}-${theme}.png`,
    });
    await expectNoViolation(page, theme);
  }
}

for (const { name, find, isSignedOut } of PAGES)
  test(`${name} has no accessibility violation, wide and on a phone, in light and dark (pages/accessible)`, async ({
    page,
    request,
  }) => {
    if (!isSignedOut) await signIn(page);
    const path = await find(request);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.goto(path);
      await expect(page.locator('h1').first()).toBeAttached();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await expectNoSidewaysScroll(page);
      await takePictures(page, name);
    }
  });
