import { test as base, expect } from '@playwright/test';

/** A test whose page breaks no rule of its Content-Security-Policy and throws nothing that nobody catches. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await use(page);
    expect(complaints, 'what the browser complained of').toEqual([]);
  },
});

export { expect };
