import { expectAccessible } from '../support/accessibility';
import {
  boxOf,
  canvasOf,
  createBlank,
  editorOf,
  inspectorOf,
  node,
  publishable,
  saved,
} from '../support/draw';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

test('frames nodes, moves them together, and leaves notes', async ({ page }) => {
  test.slow();
  await createBlank(page);
  const frame = canvasOf(page).getByRole('group', { name: /^Frame/ });
  const note = canvasOf(page).getByRole('group', { name: /^Note/ });
  const field = (name: string) => inspectorOf(page).getByLabel(name, { exact: true });

  await test.step('frame the selection by a key, and name the frame at once', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Frame the selection' })).toBeDisabled();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Shift+F');
    await expect(field('Title')).toBeFocused();
    await page.keyboard.type('Welcome');
    await field('Color').selectOption('blue');
    await expect(frame).toContainText('Welcome');
  });

  await test.step('drag the frame by its title, with what is inside', async () => {
    const before = await boxOf(node(page, /^Message hello/));
    const title = await boxOf(frame.getByText('Welcome'));
    const [x, y] = [title.x + title.width / 2, title.y + title.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 80, { steps: 6 });
    const during = await boxOf(node(page, /^Message hello/));
    await page.mouse.up();
    const after = await boxOf(node(page, /^Message hello/));
    expect(during.y - before.y).toBeGreaterThan(40);
    expect(Math.abs(after.y - during.y)).toBeLessThan(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await boxOf(node(page, /^Message hello/))).y).toBeCloseTo(before.y, 0);
  });

  await test.step('resize the frame by its corner', async () => {
    await frame.getByText('Welcome').click();
    const width = Number(await field('Width').inputValue());
    const corner = await boxOf(page.locator('.area-corner.bottom.right'));
    await page.mouse.move(corner.x + 5, corner.y + 5);
    await page.mouse.down();
    await page.mouse.move(corner.x + 65, corner.y + 65, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => Number(await field('Width').inputValue())).toBeGreaterThan(width + 20);
  });

  await test.step('add a note by a button, and reach it by the keyboard', async () => {
    await page.getByRole('button', { name: 'Add a note' }).click();
    await expect(field('Text')).toBeFocused();
    await page.keyboard.type('Ask Ada before this changes.');
    await expect(note).toContainText('Ask Ada');
    await canvasOf(page).focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('ask ada');
    await expect(field('Text')).toHaveValue('Ask Ada before this changes.');
    await page.keyboard.press('Escape');
    await expectAccessible(page);
  });

  await test.step('copy all, keep it in the definition, and publish it', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await expect(inspectorOf(page).getByText('4 items')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+d');
    await expect(note).toHaveCount(2);
    await page.keyboard.press('Delete');
    await expect(note).toHaveCount(1);
    await page.getByRole('tab', { name: 'JSON' }).click();
    await expect(editorOf(page)).toContainText('"layout"');
    await expect(publishable(page)).toBeVisible();
    await expect(saved(page)).toBeVisible();
  });
});
