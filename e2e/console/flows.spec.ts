import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { getDemo } from '../support/demo';
import { editorOf, publishable, saved, tryItOf, typeOver } from '../support/draw';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const badge = (page: Page, words: string) => page.getByText(words, { exact: true });

/** Creates a flow from an example, with a unique name. */
async function createFlow(page: Page, example: string): Promise<string> {
  const name = `${example} ${randomUUID().slice(0, 8)}`;
  await page.goto('/flows');
  await page.getByRole('button', { name: 'New flow' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New flow' });
  await dialog.getByRole('radio', { name: new RegExp(`^${example}`) }).check();
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create flow' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(publishable(page)).toBeVisible();
  await showJson(page);
  return name;
}

/** Opens the JSON panel below the canvas. */
async function showJson(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(editorOf(page)).toBeVisible();
}

/** The button of a problem in the problem list. */
async function findProblem(page: Page, words: RegExp) {
  await page.getByRole('tab', { name: /^Problems/ }).click();
  return page.getByRole('tabpanel', { name: /^Problems/ }).getByRole('button', { name: words });
}

/** Starts a test session of the draft. */
async function startTest(page: Page): Promise<void> {
  const start = tryItOf(page).getByRole('button', { name: 'Start a test session' });
  const open = page.getByRole('button', { name: 'Try it' });
  await expect(start.or(open).first()).toBeVisible();
  if (!(await start.isVisible())) await open.click();
  await start.click();
}

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Publish / });
  await dialog.getByLabel('Note').fill(note);
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(dialog).toBeHidden();
}

test('takes an example to a published version, and restores it', async ({ page }) => {
  test.slow();
  const name = await createFlow(page, 'Greeting');
  await expect(badge(page, 'Not published')).toBeVisible();

  await test.step('report invalid JSON at its line, and do not save it', async () => {
    await typeOver(page, '"start"', 'start');
    await expect(await findProblem(page, /double quotes.*Line 5/)).toBeVisible();
    await expect(
      page.getByRole('status').filter({ hasText: 'Not saved: invalid JSON on line 5' }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(tryItOf(page).getByRole('button', { name: 'Start a test session' })).toBeDisabled();
    await page.reload();
    await expect(await findProblem(page, /double quotes.*Line 5/)).toBeVisible();
    await showJson(page);
  });

  await test.step('save the fixed text', async () => {
    await typeOver(page, 'start', '"start"');
    await expect(saved(page)).toBeVisible();
    await expect(publishable(page)).toBeVisible();
  });

  await test.step('report an invalid exit in place, and refuse to publish', async () => {
    await typeOver(page, '"greet"', '"nowhere"');
    await expect(page.getByText('1 error, 2 warnings')).toBeVisible();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Publish ${name}` });
    await expect(dialog.getByText('Fix 1 error to publish.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Publish' })).toBeDisabled();
    await dialog.getByRole('button', { name: /nowhere/ }).click();
    await expect(editorOf(page)).toBeFocused();
    await page.keyboard.type('"greet"');
    await expect(publishable(page)).toBeVisible();
  });

  await test.step('test the draft', async () => {
    const panel = tryItOf(page);
    await startTest(page);
    await expect(panel.getByRole('log')).toContainText('What is your name?');
    await expect(panel.getByText('Waiting for an answer at ask_name')).toBeVisible();
    await expect(panel.getByLabel('Message')).toBeFocused();
    await page.keyboard.type('Ada');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('log')).toContainText('Nice to meet you, Ada.');
    await expect(panel.getByText('Completed')).toBeVisible();
    await expect(panel.getByRole('definition').filter({ hasText: '"Ada"' }).first()).toBeVisible();
  });

  await test.step('publish, change and publish again', async () => {
    await publish(page, 'The first one');
    await expect(badge(page, 'v1 live')).toBeVisible();
    await typeOver(page, 'Nice to meet you', 'Welcome');
    await expect(badge(page, 'Changed since v1')).toBeVisible();
    await publish(page, 'Another greeting');
    await expect(badge(page, 'v2 live')).toBeVisible();
  });

  await test.step('restore the first version into the draft', async () => {
    await page.getByRole('tab', { name: 'Versions' }).click();
    const versions = page.getByRole('table', { name: 'Versions' });
    await expect(versions.getByRole('row', { name: /v2.*Another greeting/ })).toContainText('Live');
    await versions.getByRole('link', { name: 'v1' }).click();
    const dialog = page.getByRole('dialog', { name: `${name}, version 1` });
    await dialog.getByRole('tab', { name: 'Compare with draft' }).click();
    await expect(dialog.getByText('+1 added')).toBeVisible();
    await expect(dialog).toContainText('Welcome, {{ name }}.');
    await dialog.getByRole('button', { name: 'Restore into the draft' }).click();
    await confirm(page, 'Restore');
    await expect(dialog).toBeHidden();
    await page.getByRole('tab', { name: 'Draft' }).click();
    await showJson(page);
    await expect(editorOf(page)).toContainText('Nice to meet you');
    await expect(badge(page, 'Changed since v2')).toBeVisible();
  });
});

test('tests a transfer to its outcome', async ({ page }) => {
  await createFlow(page, 'Support desk');
  const panel = tryItOf(page);
  await startTest(page);
  await panel.getByRole('button', { name: 'Talk to a person' }).click();
  await expect(panel.getByRole('log')).toContainText('Talk to a person');
  await expect(panel.getByText(/Waiting for the outcome of the transfer to support/)).toBeVisible();
  await panel.getByRole('button', { name: 'Failed' }).click();
  await expect(panel.getByRole('log')).toContainText('What is your e-mail address?');
  await panel.getByRole('button', { name: 'Restart' }).click();
  await expect(panel.getByRole('log')).not.toContainText('e-mail address');
});

test('asks two authors of one draft, and loses nothing', async ({ page, context }) => {
  await createFlow(page, 'Blank');
  const other = await context.newPage();
  await other.goto(page.url());
  await showJson(other);
  await expect(editorOf(other)).toContainText('Hello.');
  await typeOver(page, 'Hello.', 'Theirs.');
  await expect(saved(page)).toBeVisible();
  await typeOver(other, 'Hello.', 'Mine.');
  const conflict = other.getByRole('alert').filter({ hasText: 'Someone else saved this draft' });
  await expect(conflict).toBeVisible();
  await conflict.getByRole('button', { name: 'Compare' }).click();
  const compared = other.getByRole('dialog', { name: 'Their version and yours' });
  await expect(compared).toContainText('Theirs.');
  await expect(compared).toContainText('Mine.');
  await other.keyboard.press('Escape');
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(saved(other)).toBeVisible();
  await other.reload();
  await expect(editorOf(other)).toContainText('Mine.');
});

test('keeps a draft without a network, and saves it when the network is back', async ({ page }) => {
  await createFlow(page, 'Blank');
  await page.context().setOffline(true);
  await typeOver(page, 'Hello.', 'Good evening.');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await expect(page.getByText('Your text is stored in this browser.').first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(editorOf(page)).toContainText('Good evening.');
});

test('saves a draft that failed on the server as soon as it works again', async ({ page }) => {
  await createFlow(page, 'Blank');
  const call = '**/api/trpc/flow.saveDraft*';
  await page.route(call, (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
  await typeOver(page, 'Hello.', 'Good evening.');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await page.unroute(call);
  await expect(saved(page)).toBeVisible();
});

test('continues a test session by itself when its timer fires', async ({ page }) => {
  const definition = {
    format: 1,
    start: 'rest',
    nodes: [
      {
        id: 'rest',
        kind: 'wait',
        // Long enough to observe the waiting state on a busy machine.
        wait: { type: 'for', duration: { amount: 5, unit: 'seconds' } },
        exits: { next: 'say' },
      },
      { id: 'say', kind: 'message', messages: [{ type: 'text', text: 'Here I am again.' }] },
    ],
  };
  await page.goto('/flows?new=import');
  const name = `wait-${randomUUID().slice(0, 8)}.json`;
  const buffer = Buffer.from(JSON.stringify(definition));
  await page.getByLabel('File').setInputFiles({ name, mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: 'Import flow' }).click();
  await startTest(page);
  await expect(tryItOf(page).getByText('Waiting for a timer at rest')).toBeVisible();
  await expect(tryItOf(page).getByRole('log')).toContainText('Here I am again.');
  await expect(tryItOf(page).getByText('Completed')).toBeVisible();
});

test('leaves the editor with Escape, then Tab; saves at once with Mod-S', async ({ page }) => {
  await createFlow(page, 'Blank');
  await editorOf(page).click();
  await page.keyboard.press('Tab');
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editorOf(page)).not.toBeFocused();
  await typeOver(page, 'Hello.', 'Good day.');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(saved(page)).toBeVisible();
});

test('exports, archives and imports a flow', async ({ page }) => {
  const name = await createFlow(page, 'Feedback');
  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const downloading = page.waitForEvent('download');
  await menu('Export to file');
  const download = await downloading;
  const slug = name.toLowerCase().replaceAll(' ', '-');
  expect(download.suggestedFilename()).toBe(`${slug}.flow.json`);
  await menu('Archive');
  await page.getByLabel(/Type .* to confirm/).fill(slug);
  await page.getByRole('button', { name: 'Archive flow' }).click();
  await expect(page).toHaveURL('/flows');
  await page.getByRole('searchbox', { name: /Search flows/ }).fill(slug);
  await expect(page.getByText('No matching flows')).toBeVisible();
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByLabel('File').setInputFiles(await download.path());
  await expect(page.getByText(`${name}, 6 nodes`)).toBeVisible();
  await page.getByRole('button', { name: 'Import flow' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
});

test('reports a taken slug at its field', async ({ page }) => {
  await page.goto('/flows?new=blank');
  const dialog = page.getByRole('dialog', { name: 'New flow' });
  await dialog.getByLabel('Name', { exact: true }).fill('Second echo');
  await dialog.getByLabel('Slug').fill('echo');
  await dialog.getByRole('button', { name: 'Create flow' }).click();
  await expect(dialog.getByText('Another flow has this slug.')).toBeVisible();
  await expectAccessible(page);
});

test('is accessible: the list, and the draft with its test session', async ({ page }) => {
  await page.goto('/flows?search=airline');
  await expect(page.getByRole('link', { name: /Airline/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/flows/${getDemo().flows.airline ?? ''}`);
  await expect(publishable(page)).toBeVisible();
  await startTest(page);
  await expect(tryItOf(page).getByRole('log')).toContainText('How can I help you today?');
  await expectAccessible(page);
});

test('is accessible: the requests and the versions', async ({ page }) => {
  await page.goto(`/flows/${getDemo().flows.airline ?? ''}?tab=api`);
  await expect(page.getByText('1. Start a session')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('link', { name: 'v1' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Version 1, JSON' })).toBeVisible();
  await expectAccessible(page);
});

test('works on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/flows?search=airline');
  await expect(page.getByRole('link', { name: /Airline/ }).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await createFlow(page, 'Greeting');
  await expectNoSidewaysScroll(page);
  await page.getByRole('tab', { name: 'Try it' }).click();
  await startTest(page);
  await expect(tryItOf(page).getByRole('log')).toContainText('What is your name?');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
