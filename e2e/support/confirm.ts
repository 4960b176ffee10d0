import { expect, type Page } from '@playwright/test';

/** Confirms the open dialog by its action, and waits until the dialog closes. */
export async function confirm(page: Page, verb: string): Promise<void> {
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: verb, exact: true }).click();
  // Elements under a dialog have no role and count as hidden, so only the dialog's closing proves the action.
  await expect(question).toBeHidden();
}
