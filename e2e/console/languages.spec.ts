import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { openWithoutScripts } from '../support/without-scripts';

test.beforeEach(({ page }) => signIn(page));

const question = {
  id: 'ask',
  kind: 'question',
  prompt: [{ type: 'text', text: { en: 'Which size?', de: 'Welche Größe?' } }],
  answer: {
    type: 'choice',
    choices: [
      { value: 's', label: { en: 'Small', de: 'Klein' } },
      { value: 'l', label: 'Large' },
    ],
  },
  variable: 'size',
  exits: { next: 'bye' },
};
const DEFINITION = {
  format: 1,
  locale: 'en',
  languages: ['de'],
  start: 'ask',
  nodes: [question, { id: 'bye', kind: 'end', text: 'Thank you.' }],
};

async function makeFlow(request: APIRequestContext): Promise<{ id: string; slug: string }> {
  const { orgId, apiKey } = getDemo();
  const headers = { authorization: `Bearer ${apiKey}` };
  const slug = `languages-${randomUUID().slice(0, 8)}`;
  const data = { name: slug, definition: DEFINITION };
  const saved = await request.put(`/api/v1/orgs/${orgId}/flows/${slug}`, { headers, data });
  const { id } = await saved.json();
  return { id, slug };
}

async function openFlow(page: Page, request: APIRequestContext): Promise<{ id: string; slug: string }> {
  const flow = await makeFlow(request);
  await page.goto(`/flows/${flow.id}`);
  return flow;
}

/** A person's choice comes with the focus; before hydration, a choice without it is the browser's own (early/by-people). */
async function choose(list: Locator, value: string): Promise<void> {
  await list.focus();
  await list.selectOption(value);
}

test('shows and edits the texts of a flow in each language', async ({ page, request }) => {
  await openFlow(page, request);
  const canvas = page.getByRole('region', { name: 'Draft' });
  const language = page.getByRole('combobox', { name: 'Language of the texts' });
  await expect(canvas.getByText('Which size?')).toBeVisible();
  await choose(language, 'de');
  await expect(canvas.getByText('Welche Größe?')).toBeVisible();
  await expect(canvas.getByText('Thank you.')).toBeVisible();

  await canvas.getByText('Thank you.').click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const field = inspector.getByRole('textbox', { name: 'Final message' });
  // Without a translation, the text in the language of the flow is shown as a hint.
  await expect(field).toContainText('Thank you.');
  await field.click();
  await page.keyboard.type('Danke.');
  await expect(canvas.getByText('Danke.').first()).toBeVisible();
  await language.selectOption('en');
  await expect(field).toHaveText('Thank you.');
  await expectAccessible(page);
  await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
});

test('shows a language that was chosen before hydration (early/kept)', async ({ page, request }) => {
  const { id } = await makeFlow(request);
  const letCome = await openWithoutScripts(page, `/flows/${id}`);
  const language = page.getByRole('combobox', { name: 'Language of the texts' });
  await choose(language, 'de');
  letCome();
  await expect(page.getByRole('region', { name: 'Draft' }).getByText('Welche Größe?')).toBeVisible();
  await expect(language).toHaveValue('de');
});

test('tries a flow in a language that is chosen', async ({ page, request }) => {
  await openFlow(page, request);
  await page.getByRole('button', { name: 'Try it' }).click();
  const panel = page.getByRole('region', { name: 'Try it' });
  await panel.getByRole('combobox', { name: 'Language of the test session' }).selectOption('de');
  await panel.getByRole('button', { name: 'Start a test session' }).click();
  await expect(panel.getByText('Welche Größe?')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Language of the test session' }).selectOption('en');
  await expect(panel.getByText('Which size?')).toBeVisible();
});

test('exports texts for translators and imports their file', async ({ page, request }) => {
  const { slug } = await openFlow(page, request);
  const openDialog = async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Translations' }).click();
    return page.getByRole('dialog', { name: 'Translations' });
  };
  const dialog = await openDialog();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${slug}.de.json`);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const file = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  file.texts['nodes/bye/text'].target = 'Danke.';
  file.texts['nodes/ask/prompt/1/text'] = { source: 'Which color?', target: 'Welche Farbe?' };
  file.texts['nodes/gone/text'] = { source: 'a', target: 'b' };
  const buffer = Buffer.from(JSON.stringify(file));
  const choose = (content: Buffer) =>
    dialog
      .getByLabel('File of translations')
      .setInputFiles({ name: `${slug}.de.json`, mimeType: 'application/json', buffer: content });
  await choose(buffer);
  await dialog.getByRole('button', { name: 'Import file' }).click();
  const report = dialog.getByRole('status');
  await expect(report).toContainText('1 translation set.');
  await expect(report).toContainText('nodes/gone/text');
  await expect(report).toContainText('The text has changed since the export');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  file.texts['nodes/bye/text'].target = '{{ 1 + }}';
  await choose(Buffer.from(JSON.stringify(file)));
  await dialog.getByRole('button', { name: 'Import file' }).click();
  await expect(dialog.getByText('Nothing was set. Fix these translations first')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await page.getByRole('combobox', { name: 'Language of the texts' }).selectOption('de');
  await expect(page.getByRole('region', { name: 'Draft' }).getByText('Danke.')).toBeVisible();
});
