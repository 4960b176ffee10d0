import type { APIRequestContext, Page } from '@playwright/test';
import { expectNoSidewaysScroll, expectNoViolation, showTheme, THEMES } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { openVisitor } from '../support/inbox';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { startTalk } from '../support/talk';
import { expect, test } from '../support/test';

/*
 * pages/accessible: axe finds no violation on any page of the console, wide and on a phone, in either theme.
 * pages/pictures: a picture of each page is written to .build/pictures, to be looked at.
 */

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

type ShownPage = {
  name: string;
  find: (request: APIRequestContext) => string | Promise<string>;
  isSignedOut?: true;
};

const PAGES: ShownPage[] = [
  { name: 'home', find: () => '/?range=hour' },
  { name: 'inbox', find: () => '/inbox?search=nobody' },
  { name: 'conversation', find: openConversation },
  { name: 'sessions', find: () => '/sessions' },
  { name: 'session', find: talkAboutBaggage },
  { name: 'flows', find: () => '/flows' },
  { name: 'new-flow', find: () => '/flows?new=blank' },
  { name: 'flow', find: () => `/flows/${getDemo().flows.airline ?? ''}` },
  { name: 'flow-versions', find: () => `/flows/${getDemo().flows.airline ?? ''}?tab=versions` },
  { name: 'flow-requests', find: () => `/flows/${getDemo().flows.airline ?? ''}?tab=api` },
  { name: 'channels', find: () => '/channels' },
  { name: 'new-channel', find: () => '/channels?new=umi' },
  { name: 'channel', find: () => `/channels/${getDemo().chat?.channelId ?? ''}` },
  { name: 'channel-webhook', find: () => `/channels/${getDemo().umi?.configId ?? ''}?tab=webhook` },
  { name: 'channel-requests', find: () => `/channels/${getDemo().chat?.channelId ?? ''}?tab=requests` },
  { name: 'rooms', find: () => '/channels/rooms' },
  { name: 'deliveries', find: () => '/deliveries' },
  { name: 'delivery', find: async (request) => `/deliveries/${await sendSample(request)}` },
  { name: 'api-keys', find: () => '/developers/api-keys' },
  { name: 'api-key', find: async (request) => `/developers/api-keys/${await findOwnKey(request)}` },
  { name: 'reference', find: () => '/developers/reference' },
  { name: 'reference-api', find: () => '/developers/reference/chat' },
  { name: 'reference-try', find: () => '/developers/reference/headless/start-a-session?try=1' },
  { name: 'account', find: () => '/settings/account' },
  { name: 'general', find: () => '/settings/general' },
  { name: 'members', find: () => '/settings/members' },
  { name: 'models', find: () => '/settings/models' },
  { name: 'audit', find: () => '/settings/audit' },
  { name: 'missing', find: () => '/nowhere/at/all' },
  { name: 'sign-in', find: () => '/sign-in', isSignedOut: true },
  { name: 'join', find: () => '/join/no-such-link', isSignedOut: true },
];

async function talkAboutBaggage(request: APIRequestContext): Promise<string> {
  const talk = await startTalk(request, 'airline');
  await talk.say('baggage');
  return `/sessions/${talk.id}`;
}

async function openConversation(request: APIRequestContext): Promise<string> {
  const jane = await openVisitor(request, 'suggestions');
  await jane.say('Where is my parcel? It should have come on Monday, and nobody told me why it did not.');
  const { items } = await manage<{ items: { id: string }[] }>(
    request,
    `/sessions?flowId=${jane.flowId ?? ''}`,
  );
  return `/inbox?open=${items[0]?.id ?? ''}`;
}

async function sendSample(request: APIRequestContext): Promise<string> {
  const path = `/channels/${getDemo().chat?.channelId ?? ''}/test`;
  return (await manage<{ deliveryId: string }>(request, path, {})).deliveryId;
}

async function findOwnKey(request: APIRequestContext): Promise<string> {
  const { items } = await manage<{ items: { id: string }[] }>(request, '/api-keys');
  return items[0]?.id ?? '';
}

async function takePictures(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await showTheme(page, theme);
    await page.screenshot({
      path: `.build/pictures/${name}-${String(page.viewportSize()?.width)}-${theme}.png`,
    });
    await expectNoViolation(page, theme);
  }
}

for (const { name, find, isSignedOut } of PAGES)
  test(`${name} has no accessibility violation, wide and on a phone, in light and dark (pages/accessible)`, async ({
    page,
    request,
  }) => {
    if (!isSignedOut) await signIn(page);
    const path = await find(request);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.goto(path);
      await expect(page.locator('h1').first()).toBeAttached();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await expectNoSidewaysScroll(page);
      await takePictures(page, name);
    }
  });
