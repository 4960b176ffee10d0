import { test as base, expect } from '@playwright/test';
import { describePages } from './describe-pages';

/**
 * A test that also fails when its page violates its Content-Security-Policy or has an uncaught error. A failure
 * includes the pages' console output.
 */
export const test = base.extend({
  page: async ({ page, browser }, use, info) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await use(page);
    if (info.status !== info.expectedStatus) throw new Error(`Open pages:\n${await describePages(browser)}`);
    expect(complaints, 'what the browser complained of').toEqual([]);
  },
});

export { expect };
