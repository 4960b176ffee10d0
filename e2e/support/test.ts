import { test as base, expect } from '@playwright/test';
import { describePages } from './describe-pages';

/**
 * A test whose page breaks no rule of its Content-Security-Policy and throws nothing that nobody catches. One that fails
 * says what the pages said.
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
