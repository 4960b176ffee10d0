import type { Browser, Page } from '@playwright/test';

const SAYING = '[role=alert], [role=dialog], [role=alertdialog], [role=status]';
const MAX_LENGTH = 300;

/** Describes every open page of a browser in one line: its address and its console messages. */
export async function describePages(browser: Browser): Promise<string> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  return (await Promise.all(pages.map(describe))).join('\n');
}

async function describe(page: Page): Promise<string> {
  const description = await page
    .locator(SAYING)
    .filter({ visible: true })
    .allInnerTexts()
    .catch((error: unknown) => [String(error)]);
  const text = description.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '');
  return `${page.url()} ${JSON.stringify(text).slice(0, MAX_LENGTH)}`;
}
