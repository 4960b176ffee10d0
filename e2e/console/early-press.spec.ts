import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { openWithoutScripts } from '../support/without-scripts';

test('repeats a press that came before hydration (early/held)', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, '/flows');
  const button = page.getByRole('button', { name: 'New flow' });
  await button.click();
  await expect(button).toHaveAttribute('data-held', '');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  letCome();
  await expect(page.getByRole('dialog', { name: /new flow/i })).toBeVisible();
  await expect(page.locator('[data-held]')).toHaveCount(0);
});

test('repeats only the last of several early presses', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, `/flows/${getDemo().flows.airline ?? ''}`);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  letCome();
  await expect(page).toHaveURL(/tab=versions/);
  await expect(page.getByRole('table', { name: 'Versions' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('takes what was typed and ticked before hydration, before the press (early/kept)', async ({
  page,
  request,
}) => {
  const { orgId, apiKey } = getDemo();
  const headers = { authorization: `Bearer ${apiKey}` };
  const data = { kind: 'chat', name: 'Early', settings: {} };
  const channels = `/api/v1/orgs/${orgId}/channels`;
  const { channel } = await (await request.post(channels, { headers, data })).json();
  await signIn(page);
  const letCome = await openWithoutScripts(page, `/channels/${channel.id}`);
  const intents = page.getByRole('form', { name: 'Intents' });
  const pages = page.getByRole('form', { name: 'Pages' });
  await intents.getByRole('radio', { name: /Only these/ }).check();
  await pages.getByLabel('Allowed origins').fill('https://early.example');
  await pages.getByRole('button', { name: 'Save' }).click();
  letCome();
  await expect(page.getByText('Origins saved')).toBeVisible();
  await expect(intents.getByRole('checkbox').first()).toBeVisible();
  await expect(intents.getByRole('radio', { name: /Only these/ })).toBeChecked();
  const saved = await (await request.get(`${channels}/${channel.id}`, { headers })).json();
  expect(saved.settings.allowedOrigins).toEqual(['https://early.example']);
});

test('opens a menu that was pressed before hydration', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, `/flows/${getDemo().flows.airline ?? ''}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  letCome();
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
});

test('repeats shortcuts that came before hydration, and enters the text after them (early/keys)', async ({
  page,
}) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, '/flows');
  const search = page.getByRole('searchbox');
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('jk air');
  letCome();
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('jk air');
  await expect(page).toHaveURL(/search=jk/);
});

test('opens a page and the command menu by keys that came before hydration', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, '/flows');
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.keyboard.type('gs');
  await page.keyboard.press('Control+k');
  letCome();
  await expect(page).toHaveURL(/\/sessions$/);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('leaves the focus in a field that was chosen after an early shortcut', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, '/flows');
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('searchbox').fill('air');
  letCome();
  await expect(page).toHaveURL(/search=air/);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('follows a link before hydration', async ({ page }) => {
  await signIn(page);
  await openWithoutScripts(page, '/flows');
  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Sessions' }).click();
  await expect(page).toHaveURL(/\/sessions$/);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a form sends nothing, least of all a password in the address', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill('ada@example.test');
    await page.getByLabel('Password', { exact: true }).fill('a secret');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Email')).toHaveValue('ada@example.test');
    expect(new URL(page.url()).search).toBe('');
  });
});
