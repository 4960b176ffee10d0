import { expectAccessible } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto('/');
});

const PLACES = [
  { place: 'Home', path: '/', key: 'h' },
  { place: 'Inbox', path: '/inbox', key: 'i' },
  { place: 'Sessions', path: '/sessions', key: 's' },
  { place: 'Contacts', path: '/contacts', key: 't' },
  { place: 'Flows', path: '/flows', key: 'f' },
  { place: 'Channels', path: '/channels', key: 'c' },
  { place: 'Deliveries', path: '/deliveries', key: 'd' },
  { place: 'Statistics', path: '/statistics', key: 'u' },
  { place: 'API keys', path: '/developers/api-keys', key: 'k' },
  { place: 'Request log', path: '/developers/requests', key: 'q' },
  { place: 'API reference', path: '/developers/reference', key: 'r' },
  { place: 'Account', path: '/settings/account', key: 'a' },
  { place: 'General', path: '/settings/general', key: 'o' },
  { place: 'Members', path: '/settings/members', key: 'p' },
  { place: 'Models and prices', path: '/settings/models', key: 'm' },
  { place: 'Environments', path: '/settings/environments', key: 'b' },
  { place: 'Configuration', path: '/settings/configuration', key: 'v' },
  { place: 'Connections', path: '/settings/connections', key: 'n' },
  { place: 'Secrets', path: '/settings/secrets', key: 'e' },
  { place: 'Audit log', path: '/settings/audit', key: 'l' },
];

test('opens every page of the sidebar, also by g and its letter', async ({ page }) => {
  const places = page.getByRole('navigation', { name: 'Console' });
  // The inbox shows the waiting count beside its name once loaded.
  const names = PLACES.map(({ place }) => new RegExp(`^${place}${place === 'Inbox' ? '(\\d.*)?' : ''}$`));
  await expect(places.getByRole('link')).toHaveText(names);
  for (const { place, path } of PLACES) {
    await places.getByRole('link', { name: place }).click();
    await expect(page).toHaveURL(path);
    await expect(places.getByRole('link', { name: place })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toContainText(place);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  for (const { path, key } of PLACES) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page).toHaveURL(path);
  }
});

test('shows an error inside the shell for an unknown address', async ({ page }) => {
  const answer = await page.goto('/nowhere/at/all');
  expect(answer?.status()).toBe(404);
  await page.getByRole('link', { name: 'Go to Home' }).click();
  await expect(page).toHaveURL('/');
});

test('finds pages, flows and actions in the command menu', async ({ page }) => {
  await page.keyboard.press('Control+k');
  const menu = page.getByRole('dialog', { name: 'Command menu' });
  await expectAccessible(page);
  await menu.getByPlaceholder('Search, or type a command').fill('echo');
  await expect(menu.getByRole('option', { name: /Echo/ }).first()).toHaveAttribute('aria-selected', 'true');
  await expect(menu.getByText('No results.')).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/flows/${getDemo().flows.echo ?? ''}`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new api');
  await expect(menu.getByRole('option', { name: 'New API key' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New API key' })).toBeVisible();
});

test('ignores shortcuts while typing, focuses the search with /, and lists shortcuts with ?', async ({
  page,
}) => {
  await page.goto('/sessions');
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('gk?');
  await expect(page.getByRole('searchbox')).toHaveValue('gk?');
  await expect(page).toHaveURL(/\/sessions/);
  await expect(help).toBeHidden();
});

test('keeps the chosen theme, also at the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    requestAnimationFrame(() => seen.push(document.documentElement.className));
  });
  await page.reload();
  // A page can be loaded before its first frame is painted.
  const firstFrame = () =>
    page.evaluate(() => (window as unknown as { seen: string[] }).seen[0] ?? 'no frame');
  await expect.poll(firstFrame).not.toBe('no frame');
  expect(await firstFrame()).toContain('dark');
});

test('shows the pages in a drawer on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Open the menu' }).click();
  const drawer = page.getByRole('dialog', { name: 'Menu' });
  await expectAccessible(page);
  await drawer.getByRole('link', { name: 'API keys' }).click();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL('/developers/api-keys');
});

test('reports a missing network, and retries on request', async ({ page }) => {
  const calls = '**/api/trpc/**';
  await page.getByRole('link', { name: 'API keys' }).click();
  await expect(page.getByRole('heading', { name: 'API keys', level: 1 })).toBeVisible();
  await page.route(calls, (route) => route.abort('internetdisconnected'));
  await page.getByLabel('Search keys').fill('Shop');
  await expect(page.getByText('The server could not be reached.')).toBeVisible();
  await page.unroute(calls);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The server could not be reached.')).toBeHidden();
});
