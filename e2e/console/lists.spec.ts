import type { APIRequestContext, Page } from '@playwright/test';
import { expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { startFlow } from '../support/talk';
import { expect, test } from '../support/test';

/*
 * lists/fit: at 1280 px a list shows all of its columns, whatever its rows contain. On a phone the page does not scroll sideways.
 */

const LONG = 'The desk of the late night shift for travellers who have lost their baggage on the way home';

const LISTS = [
  '/',
  '/sessions',
  '/flows',
  '/channels/rooms',
  '/deliveries',
  '/developers/api-keys',
  '/developers/requests',
  '/settings/account',
  '/settings/members',
  '/settings/models',
  '/settings/audit',
];

test('fits lists with long contents at 1280 px, and phones (lists/fit)', async ({ page, request }) => {
  const flowId = await makeLongThings(request);
  await signIn(page);
  const lists = [...LISTS, `/flows/${flowId}?tab=versions`];
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of lists) {
      await page.goto(path);
      await expect(page.getByRole('table').first()).toBeAttached();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await expectNoSidewaysScroll(page);
      expect.soft(await listCut(page), `${path} at ${String(width)} px`).toEqual([]);
    }
  }
});

/** The tables of a page that are wider than the space for them. */
async function listCut(page: Page): Promise<string[]> {
  return page.getByRole('table').evaluateAll((tables) =>
    tables.flatMap((table) => {
      const space = table.parentElement?.clientWidth ?? 0;
      const name = table.getAttribute('aria-label') ?? '';
      return table.scrollWidth > space ? [`${name}: ${String(table.scrollWidth)} > ${String(space)}`] : [];
    }),
  );
}

async function makeLongThings(request: APIRequestContext): Promise<string> {
  const slug = `long-${crypto.randomUUID()}`;
  const definition = {
    format: 1,
    start: 'ask',
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        prompt: [{ type: 'text', text: `${LONG}. ${LONG}.` }],
        answer: { type: 'text' },
        variable: 'said',
        exits: { next: 'end' },
      },
      { id: 'end', kind: 'end' },
    ],
  };
  const { id } = await manage<{ id: string }>(request, '/flows', { name: LONG, slug, definition });
  await manage(request, `/flows/${id}/publish`, { note: LONG });
  await manage(request, '/rooms', { name: LONG, mode: 'flow', flowId: id });
  await manage(request, '/api-keys', {
    name: LONG.replaceAll(' ', '-'),
    scopes: ['sessions:read', 'flows:read'],
  });
  await manage(request, `/channels/${getDemo().chat?.channelId ?? ''}/test`, {});
  const metadata = { externalSessionId: LONG.replaceAll(' ', '-'), channel: 'the-desk-of-the-late-shift' };
  await startFlow(request, id, { metadata });
  return id;
}
