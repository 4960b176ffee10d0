import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import {
  boxOf,
  canvasOf,
  choose,
  createBlank,
  editorOf,
  inspectorOf,
  node,
  publishable,
  saved,
  tryItOf,
  wire,
  write,
  writeCode,
} from '../support/draw';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

test('draws six nodes by mouse and keyboard, tests and publishes them', async ({ page }) => {
  test.slow();
  const name = await createBlank(page);
  const hello = node(page, /^Message hello/);

  await test.step('add a node by mouse, and connect its exit', async () => {
    await node(page, /^End done/).click();
    await page.keyboard.press('Delete');
    await expect(node(page, /^End/)).toHaveCount(0);
    const box = await boxOf(canvasOf(page));
    await page
      .getByRole('navigation', { name: 'Nodes to add' })
      .getByRole('button', { name: 'Question' })
      .dragTo(canvasOf(page), { targetPosition: { x: box.width - 130, y: box.height - 260 } });
    const question = node(page, /^Question question/);
    await expect(question).toBeVisible();
    await wire(page, hello, 'Next', question);
    await hello.click();
    await expect(inspectorOf(page).getByLabel('Next')).toHaveValue('question');
  });

  await test.step('add nodes by keyboard after the selected one', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(inspectorOf(page).getByLabel('Id', { exact: true })).toHaveValue('question');
    await write(page, 'Text', 'What is your name?');
    await write(page, 'Save to', 'name');
    await canvasOf(page).focus();
    await page.keyboard.press('c');
    await expect(node(page, /^Condition condition/)).toBeVisible();
    await writeCode(page, 'When', 'name.len');
    await page.keyboard.type('gth > 3');
    await canvasOf(page).focus();
    await page.keyboard.press('m');
    await write(page, 'Text', 'A long name, {{ na');
    await expect(page.getByRole('option', { name: /^name/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' }}.');
    await canvasOf(page).focus();
    await page.keyboard.press('x');
    await choose(page, 'condition');
    await page.keyboard.press('m');
    await write(page, 'Text', 'Short.');
    await expect(canvasOf(page).getByRole('group')).toHaveCount(6);
  });

  await test.step('connect an exit without drawing', async () => {
    await inspectorOf(page).getByLabel('Next').selectOption({ label: 'end' });
    await expect(publishable(page)).toBeVisible();
    await expect(saved(page)).toBeVisible();
  });

  await test.step('show a live value below an expression', async () => {
    await page.getByRole('tab', { name: 'Variables' }).click();
    await expect(page.getByRole('row', { name: /^name/ })).toContainText('question');
    await page.getByRole('button', { name: 'Close drawer' }).click();
    await choose(page, 'condition');
    const when = inspectorOf(page).getByRole('group', { name: 'When' });
    await expect(when.getByLabel('Variable', { exact: true })).toHaveValue('name.length');
    await expect(when.getByLabel('Comparison', { exact: true })).toHaveValue('above');
    await inspectorOf(page).getByRole('button', { name: 'Edit as code' }).click();
    await inspectorOf(page).getByRole('textbox', { name: 'When' }).click();
    await expect(inspectorOf(page).getByText('name has no value in the sample')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('undo and redo changes', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('ControlOrMeta+d');
    await expect(canvasOf(page).getByRole('group')).toHaveCount(7);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(canvasOf(page).getByRole('group')).toHaveCount(6);
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(canvasOf(page).getByRole('group')).toHaveCount(7);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(canvasOf(page).getByRole('group')).toHaveCount(6);
    await expect(publishable(page)).toBeVisible();
  });

  await test.step('test it, and see its path', async () => {
    await page.getByRole('button', { name: 'Try it' }).click();
    const panel = tryItOf(page);
    await panel.getByRole('button', { name: 'Start a test session' }).click();
    await expect(panel.getByRole('log')).toContainText('What is your name?');
    await expect(node(page, /^Question/).locator('[data-current]')).toBeVisible();
    await panel.getByLabel('Message').fill('Alexandra');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('log')).toContainText('A long name, Alexandra.');
    await expect(node(page, /^Message message,/).locator('[data-visited]')).toBeVisible();
    await expect(node(page, /^Message message_2/).locator('[data-visited]')).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('test it from a node on, with the variables of the last test', async () => {
    await page.getByRole('button', { name: 'Try it' }).click();
    await choose(page, 'condition');
    await inspectorOf(page).getByRole('button', { name: 'Try from here' }).click();
    await expect(tryItOf(page).getByRole('log')).toContainText('A long name, Alexandra.');
    await expect(tryItOf(page).getByRole('log')).not.toContainText('What is your name?');
  });

  await test.step('publish it', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Publish ${name}` });
    await expect(dialog.getByText('No sessions are running')).toBeVisible();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('v1 live', { exact: true })).toBeVisible();
  });
});

test('keeps canvas and JSON the same', async ({ page }) => {
  await createBlank(page);
  await page.getByRole('tab', { name: 'JSON' }).click();
  await node(page, /^Message hello/).click();
  await write(page, 'Text', 'Good morning.');
  await expect(editorOf(page)).toContainText('"text": "Good morning."');
  await editorOf(page).getByText('Good morning.').dblclick();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(
    JSON.stringify({
      format: 1,
      start: 'a',
      nodes: [
        { id: 'a', kind: 'message', messages: [{ type: 'text', text: 'Typed.' }], exits: { next: 'b' } },
      ],
    }),
  );
  await expect(node(page, /^Message a, Typed\./)).toContainText('leads to "b", which does not exist');
  await expect(node(page, /^Message hello/)).toHaveCount(0);
  await page.keyboard.type('x');
  await expect(page.getByText('The JSON is invalid; the canvas shows the last valid draft')).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await page.getByRole('button', { name: /leads to "b"/ }).click();
  await expect(inspectorOf(page).getByLabel('Next')).toHaveValue('b');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(node(page, /^Message hello/)).toContainText('Good morning.');
});

test('finds, copies and pastes nodes, and leaves keys to elements over the canvas', async ({ page }) => {
  await createBlank(page);
  await canvasOf(page).focus();
  await page.keyboard.press('/');
  await page.keyboard.type('hello mess');
  await expect(page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
  await expect(inspectorOf(page).getByLabel('Id', { exact: true })).toHaveValue('hello');
  await page.keyboard.press('Escape');
  await expect(canvasOf(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(inspectorOf(page).getByText('2 nodes')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(canvasOf(page).getByRole('group')).toHaveCount(4);
  await expect(node(page, /^Message hello_2/)).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(canvasOf(page).getByRole('group')).toHaveCount(2);
  await page.keyboard.press(' ');
  const kinds = page.getByRole('dialog', { name: 'Add a node' });
  await kinds.getByPlaceholder(/Add a node/).fill('http api');
  await expect(kinds.getByRole('option', { name: /^HTTP request/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(node(page, /^HTTP request http/)).toBeVisible();
});

test('compares two versions side by side on the canvas', async ({ page }) => {
  test.slow();
  await createBlank(page);
  const publish = async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page
      .getByRole('dialog', { name: /^Publish / })
      .getByRole('button', { name: 'Publish' })
      .click();
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  await publish();
  await node(page, /^Message hello/).click();
  await write(page, 'Text', 'Welcome.');
  await publish();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('link', { name: 'v2' }).click();
  const dialog = page.getByRole('dialog', { name: /, version 2$/ });
  await dialog.getByRole('tab', { name: 'Compare with another version' }).click();
  const before = dialog.getByRole('application', { name: 'v1, canvas' });
  const after = dialog.getByRole('application', { name: 'v2, canvas' });
  await expect(before.getByRole('group', { name: /^Message hello/ })).toContainText('Changed');
  await expect(after.getByRole('group', { name: /^Message hello/ })).toContainText('Welcome.');
  await expect(after.getByRole('group', { name: /^End/ })).not.toContainText('Changed');
  await expect(dialog.getByText('+1 added')).toBeVisible();
  await expectAccessible(page);
});

test('shows a read-only canvas and the JSON on a phone', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/flows/${getDemo().flows.airline ?? ''}`);
  await expect(node(page, /^Message welcome/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await node(page, /^Message welcome/).dblclick();
  await expect(inspectorOf(page).getByLabel('Id', { exact: true })).not.toBeEditable();
  await page.getByRole('button', { name: 'Back to canvas' }).click();
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(editorOf(page)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
