import { largeFlow } from '../measure/large-flow';
import { canvasOf, choose, inspectorOf, node } from '../support/draw';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

const NODES = 300;
// Those that the largest screen shows, with some to spare.
const IN_SIGHT = 80;

test('opens a flow of 300 nodes with the cards in sight, and draws the others when they come into sight', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/flows?new=import');
  const buffer = Buffer.from(JSON.stringify(largeFlow(NODES)));
  await page.getByLabel('File').setInputFiles({ name: 'large.json', mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: 'Import flow' }).click();
  const start = node(page, /^Question n0,/);
  await expect(start).toBeVisible();
  const cards = canvasOf(page).getByRole('group');

  await test.step('render no others, on the server and in the browser', async () => {
    const html = await (await page.request.get(page.url())).text();
    const rendered = html.match(/class="react-flow__node /g) ?? [];
    expect(rendered.length).toBeGreaterThan(0);
    expect(rendered.length).toBeLessThan(IN_SIGHT);
    await page.reload();
    await start.click();
    await expect(inspectorOf(page).getByLabel('Id', { exact: true }).last()).toHaveValue('n0');
    expect(await cards.count()).toBeLessThan(IN_SIGHT);
  });

  await test.step('draw wires from the ports of cards', async () => {
    const port = await start
      .getByRole('listitem')
      .filter({ hasText: 'Yes' })
      .locator('.react-flow__handle')
      .boundingBox();
    const wire = await page.locator('.react-flow__edge[data-id="n0 choice:yes"] path').first().boundingBox();
    expect(Math.abs((wire?.x ?? 0) - ((port?.x ?? 0) + (port?.width ?? 0) / 2))).toBeLessThan(2);
  });

  await test.step('draw all of them from afar, and a far one when it is searched for', async () => {
    await page.getByRole('button', { name: 'Zoom to fit' }).click();
    await expect(cards).toHaveCount(NODES);
    await choose(page, 'n299');
    await expect(node(page, /^End n299,/)).toBeInViewport();
    await expect(node(page, /^End n299,/)).toContainText('Thank you.');
  });
});
