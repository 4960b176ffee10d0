import { expect, type Page } from '@playwright/test';

/** Presses the verb of the question in sight, and waits until it is done. */
export async function confirm(page: Page, verb: string): Promise<void> {
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: verb, exact: true }).click();
  // What lies under a question has no role, and so is "hidden" before anything is done: its end alone says so.
  await expect(question).toBeHidden();
}
