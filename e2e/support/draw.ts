import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';

export const canvasOf = (page: Page) => page.getByRole('application', { name: /^Canvas of / });
export const inspectorOf = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
export const tryItOf = (page: Page) => page.getByRole('region', { name: 'Try it' });
export const editorOf = (page: Page) => page.getByRole('textbox', { name: /^Draft of .*, JSON$/ });
export const node = (page: Page, name: string | RegExp) => canvasOf(page).getByRole('group', { name });
export const saved = (page: Page) => page.getByRole('status').filter({ hasText: /^Saved$/ });
export const publishable = (page: Page) => page.getByText('No problems. This flow can be published');

/** Makes a flow with a greeting and an end, opens its canvas, and returns its name. */
export async function createBlank(page: Page): Promise<string> {
  const name = `Drawn ${randomUUID().slice(0, 8)}`;
  await page.goto('/flows?new=blank');
  const dialog = page.getByRole('dialog', { name: 'New flow' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create flow' }).click();
  await expect(node(page, /^Message hello/)).toBeVisible();
  return name;
}

/** Drags a connection from an exit of one card to another card. */
export async function wire(page: Page, from: Locator, exit: string, to: Locator): Promise<void> {
  const row = from.getByRole('listitem').filter({ hasText: exit });
  const port = await boxOf(row.locator('.react-flow__handle'));
  const target = await boxOf(to);
  await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 20, target.y + 10, { steps: 8 });
  await page.mouse.move(target.x, target.y + 12, { steps: 4 });
  await page.mouse.up();
}

/** Returns the bounding box of an element; throws when it is not visible. */
export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not on the page.');
  return box;
}

/** Fills the field of that label in the inspector. */
export async function write(page: Page, field: string, text: string): Promise<void> {
  await inspectorOf(page).getByRole('textbox', { name: field }).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Shows the expression of that label as code and fills it. */
export async function writeCode(page: Page, field: string, text: string): Promise<void> {
  await inspectorOf(page).getByRole('button', { name: 'Edit as code' }).first().click();
  await write(page, field, text);
}

/** Selects a node by its id through the search. */
export async function choose(page: Page, id: string): Promise<void> {
  await canvasOf(page).focus();
  await page.keyboard.press('/');
  await page.keyboard.type(id);
  await expect(inspectorOf(page).getByLabel('Id', { exact: true }).last()).toHaveValue(id);
  await page.keyboard.press('Escape');
}

/** Replaces a text in the editor by searching for it and typing over it. */
export async function typeOver(page: Page, found: string, typed: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+f');
  const search = page.getByRole('textbox', { name: 'Find' });
  await search.press('ControlOrMeta+a');
  await search.pressSequentially(found);
  await search.press('Enter');
  await search.press('Escape');
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.type(typed);
}
