import { listNamedScripts, recordScripts, weighScripts } from '../support/page-scripts';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

/*
 * pages/light: the first visit to a list loads at most 200 kB of JavaScript, compressed. `e2e/measure/measure-pages.ts` shows
 * the same figures.
 */

const MOST_BYTES = 200_000;

const LISTS = [
  '/',
  '/inbox',
  '/sessions',
  '/flows',
  '/channels',
  '/channels/rooms',
  '/contacts',
  '/deliveries',
  '/statistics',
  '/developers/api-keys',
  '/developers/requests',
  '/settings/members',
  '/settings/environments',
  '/settings/configuration',
  '/settings/connections',
  '/settings/secrets',
  '/settings/audit',
];

test('loads at most 200 kB of JavaScript on lists (pages/light)', async ({ page, context }) => {
  await signIn(page);
  const weights: Record<string, number> = {};
  for (const path of LISTS) {
    const loaded = recordScripts(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    const named = await listNamedScripts(context, path);
    weights[path] = await weighScripts(context, [...named, ...loaded]);
  }
  const heavy = Object.entries(weights).filter(([, bytes]) => bytes > MOST_BYTES);
  expect(Object.fromEntries(heavy), 'pages over the limit, in bytes').toEqual({});
});
