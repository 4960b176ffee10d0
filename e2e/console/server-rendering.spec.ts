import { PAGES } from '../support/console-pages';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

/*
 * pages/rendered: the HTML of a page has its content, so that it can be read before its scripts have loaded.
 */

test.use({ javaScriptEnabled: false });

for (const { name, find, shows, isSignedOut } of PAGES)
  if (shows !== null)
    test(`renders ${name} on the server (pages/rendered)`, async ({ page, request }) => {
      if (!isSignedOut) await signIn(page);
      await page.goto(await find(request));
      await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    });
