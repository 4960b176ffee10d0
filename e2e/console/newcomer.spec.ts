import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { canvasOf, inspectorOf, node, saved, tryItOf } from '../support/draw';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

/*
 * A newcomer draws, tries and publishes a flow without code: a welcome, a name, a choice of three, a condition, an HTTP call, a model,
 * a transfer and an end. Presses of the mouse are counted; a choice in a list is two of them.
 */

const MOST_CLICKS = 25;

test.describe('a newcomer', () => {
  let services: Server;
  let address = '';
  test.beforeAll(async () => {
    services = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const reply = { choices: [{ message: { role: 'assistant', content: 'We deliver tomorrow.' } }] };
      response.end(JSON.stringify(request.url === '/model' ? reply : { open: true }));
    });
    await new Promise<void>((resolve) => services.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${String((services.address() as AddressInfo).port)}`;
  });
  test.afterAll(() => services.close());

  test('draws, tries and publishes its first flow without code in 25 clicks', async ({ page }) => {
    test.slow();
    await signIn(page);
    const clicks = await countClicks(page);
    await page.goto('/flows');

    await test.step('create a blank flow, which is open at its welcome', async () => {
      await page.getByRole('button', { name: 'New flow' }).click();
      const name = page.getByRole('dialog', { name: 'New flow' }).getByLabel('Name', { exact: true });
      await expect(name).toBeFocused();
      await page.keyboard.type(`First ${crypto.randomUUID().slice(0, 8)}`);
      await page.keyboard.press('Enter');
      await expect(node(page, /^Message hello/)).toBeVisible();
      await typeInto(page, 'Text', 'Welcome to our shop.');
    });

    await test.step('ask for the name', async () => {
      await add(page, 'Question');
      await typeInto(page, 'Text', 'What is your name?');
      await clickAndType(inspectorOf(page).getByLabel('Save to'), 'name');
    });

    await test.step('ask for one of three', async () => {
      await add(page, 'Question');
      await typeInto(page, 'Text', 'What do you need, {{ name }}?');
      await select(
        page,
        inspectorOf(page).getByLabel('Answer', { exact: true }),
        { label: 'Single choice' },
        clicks,
      );
      await typeChoices(page, ['Sales', 'Support', 'Person']);
      await clickAndType(inspectorOf(page).getByLabel('Save to'), 'need');
    });

    await test.step('decide by the choice', async () => {
      await add(page, 'Condition');
      const when = inspectorOf(page).getByRole('group', { name: 'When' });
      await expect(when.getByLabel('Variable', { exact: true })).toHaveValue('need');
      await expect(when.getByLabel('Value', { exact: true })).toHaveValue('Sales');
      await select(page, when.getByLabel('Value', { exact: true }), { label: 'Person' }, clicks);
    });

    await test.step('call a service and a model, transfer, and end', async () => {
      await add(page, 'HTTP request');
      await typeInto(page, 'URL', `${address}/open`);
      await add(page, 'Ask a model');
      await typeInto(page, 'Endpoint', `${address}/model`);
      await clickAndType(inspectorOf(page).getByRole('textbox', { name: 'Model', exact: true }), 'small');
      await clickAndType(
        inspectorOf(page).getByRole('textbox', { name: 'Prompt', exact: true }),
        'When do we deliver?',
      );
      await add(page, 'Transfer');
      await add(page, 'End');
      await expect(canvasOf(page).getByRole('group')).toHaveCount(9);
      await expect(saved(page)).toBeVisible();
    });

    await test.step('try it', async () => {
      await page.getByRole('button', { name: 'Try it' }).click();
      const panel = tryItOf(page);
      await panel.getByRole('button', { name: 'Start a test session' }).click();
      await expect(panel.getByRole('log')).toContainText('What is your name?');
      await expect(panel.getByLabel('Message')).toBeFocused();
      await page.keyboard.type('Ada');
      await page.keyboard.press('Enter');
      await expect(panel.getByRole('log')).toContainText('What do you need, Ada?');
      await panel.getByRole('button', { name: 'Person' }).click();
      await panel.getByRole('button', { name: 'Success' }).click();
      await expect(panel.getByText('Completed')).toBeVisible();
      for (const name of [/^Condition/, /^HTTP request/, /^Ask a model/, /^Transfer/, /^End end/])
        await expect(node(page, name).locator('[data-visited]')).toBeVisible();
    });

    await test.step('publish it', async () => {
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page
        .getByRole('dialog', { name: /^Publish First/ })
        .getByRole('button', { name: 'Publish' })
        .click();
      await expect(page.getByText('v1 live', { exact: true })).toBeVisible();
    });

    test.info().annotations.push({ type: 'clicks', description: String(clicks.count) });
    expect(clicks.count).toBeLessThanOrEqual(MOST_CLICKS);
  });
});

type Clicks = { count: number };

/** Counts the presses of the mouse on a page. */
async function countClicks(page: Page): Promise<Clicks> {
  const clicks = { count: 0 };
  await page.exposeFunction('countPress', () => {
    clicks.count += 1;
  });
  await page.addInitScript(() => {
    const { countPress } = window as unknown as { countPress: () => void };
    addEventListener('pointerdown', () => countPress(), { capture: true });
  });
  return clicks;
}

/** Presses a kind in the palette; the first field of the new node takes the focus. */
async function add(page: Page, kind: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: kind }).click();
}

/** Types into a field that has the focus already. */
async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await expect(inspectorOf(page).getByRole('textbox', { name: field }).first()).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function clickAndType(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.page().keyboard.press('ControlOrMeta+a');
  await field.page().keyboard.type(text);
}

/** Chooses in a list of the browser, which people open and press once more. */
async function select(page: Page, list: Locator, option: { label: string }, clicks: Clicks): Promise<void> {
  await list.focus();
  await list.selectOption(option);
  clicks.count += 2;
  await page.keyboard.press('Escape');
}

/** Types the labels of choices; a press adds each further one, and its label takes the focus. */
async function typeChoices(page: Page, labels: readonly string[]): Promise<void> {
  const choices = inspectorOf(page).getByRole('textbox', { name: 'Label' });
  const present = await choices.count();
  for (const [index, label] of labels.entries()) {
    if (index >= present) await inspectorOf(page).getByRole('button', { name: 'Add choice' }).click();
    if (index < present) await choices.nth(index).click();
    await expect(choices.nth(index)).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(label);
  }
}
