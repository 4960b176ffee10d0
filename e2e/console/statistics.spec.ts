import { readFile } from 'node:fs/promises';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const RATE: FlowDefinitionInput = {
  format: 1,
  start: 'rate',
  nodes: [
    {
      ...{ id: 'rate', kind: 'question', answer: { type: 'rating', max: 5 }, rating: { min: 1, max: 5 } },
      ...{ prompt: [{ type: 'text', text: 'How was it?' }], exits: { next: 'done' } },
    },
    { id: 'done', kind: 'end', text: 'Thank you.' },
  ],
};

test('an owner sees how the sessions of a flow end and are rated, and saves the table as CSV', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, RATE);
  for (const stars of ['5', '5', '2', 'none']) await (await startFlow(request, flowId)).say(stars);
  const readTotal = async () => {
    const path = `/statistics?flowId=${flowId}`;
    const { total } = await manage<{ total: { sessions: number; rated: number } }>(request, path);
    return [total.sessions, total.rated];
  };
  await expect.poll(readTotal, { timeout: 30_000 }).toEqual([4, 3]);

  await page.goto(`/statistics?flow=${flowId}&by=version`);
  const figures = page.getByRole('list', { name: 'Figures of the period' });
  await expect(figures.getByRole('listitem')).toHaveText([
    /^Sessions4/,
    /^Ended without a person75%/,
    /^Handover rate0%/,
    /^Time to first answer–/,
    /^Satisfaction75%mean of 3 ratings/,
    /^Failed0%/,
    /^Cost of models\$0\.00/,
    /^Tokens0/,
  ]);
  const ratings = page.getByRole('region', { name: 'Ratings from 1 to 5' });
  await expect(ratings).toContainText('average 4, 3 ratings');
  await expect(ratings.getByRole('listitem')).toHaveText([
    ...['52 (67%)', '40 (0%)', '30 (0%)', '21 (33%)', '10 (0%)'],
  ]);
  const table = page.getByRole('table', { name: 'Figures by version' });
  await expect(table.getByRole('row', { name: /Made for a test, version 1/ })).toBeVisible();

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(
    /^statistics-by-version-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/,
  );
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toContain(`,${flowId},Made for a test,1,`);
  expect(file).toContain(',3,0.75,1-5: 1=0 2=1 3=0 4=0 5=2');

  await page.getByRole('button', { name: 'Day', exact: true }).click();
  await expect(page).toHaveURL(/by=day/);
  await expect(page.getByRole('table', { name: 'Figures by day' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('a period without sessions says so, and the filters can be cleared', async ({ page, request }) => {
  const flowId = await makeFlow(request, RATE);
  await page.goto(`/statistics?flow=${flowId}&from=2020-01-01&to=2020-01-31`);
  await expect(page.getByText('No matching sessions')).toBeVisible();
  await expect(page.getByLabel('First day')).toHaveValue('2020-01-01');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page).toHaveURL(/\/statistics$/);
  await expect(page.getByRole('button', { name: '30 days' })).toHaveAttribute('aria-pressed', 'true');
});
