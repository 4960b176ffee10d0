import type { APIRequestContext } from '@playwright/test';
import { getDemo } from './demo';
import { openVisitor } from './inbox';
import { manage } from './manage';
import { startTalk } from './talk';

/** A page of the console or of the sign-in. */
export type ShownPage = {
  name: string;
  /** Creates what it shows, and returns its address. */
  find: (request: APIRequestContext) => string | Promise<string>;
  /** A part of its main content; null where the browser alone learns that there is none. */
  shows: string | null;
  isSignedOut?: true;
};

export const PAGES: readonly ShownPage[] = [
  { name: 'home', find: () => '/?range=hour', shows: 'p95 turn duration' },
  { name: 'inbox', find: () => '/inbox?search=no+such+visitor', shows: 'No matching conversations' },
  { name: 'conversation', find: openConversation, shows: 'Where is my parcel?' },
  {
    name: 'sessions',
    find: (request) => talkAboutBaggage(request).then(() => '/sessions'),
    shows: 'Last message',
  },
  { name: 'session', find: talkAboutBaggage, shows: 'baggage' },
  { name: 'session-file', find: () => '/sessions/file', shows: 'Drop a session file here' },
  {
    name: 'contacts',
    find: (request) => makeContact(request).then(() => '/contacts'),
    shows: 'people@example.com',
  },
  { name: 'contact', find: makeContact, shows: 'Gold customer' },
  { name: 'flows', find: () => '/flows?search=airline', shows: 'Airline desk' },
  { name: 'new-flow', find: () => '/flows?new=blank&search=airline', shows: 'Airline desk' },
  { name: 'flow', find: () => `/flows/${getDemo().flows.airline ?? ''}`, shows: 'How can I help you today?' },
  {
    name: 'flow-versions',
    find: () => `/flows/${getDemo().flows.airline ?? ''}?tab=versions`,
    shows: 'As it comes with Parley',
  },
  {
    name: 'flow-requests',
    find: () => `/flows/${getDemo().flows.airline ?? ''}?tab=api`,
    shows: 'Run this flow over the API',
  },
  { name: 'channels', find: () => '/channels', shows: 'Demo shop' },
  { name: 'new-channel', find: () => '/channels?new=umi', shows: 'Demo shop' },
  {
    name: 'channel',
    find: () => `/channels/${getDemo().chat?.channelId ?? ''}`,
    shows: 'The key is not secret',
  },
  {
    name: 'channel-webhook',
    find: () => `/channels/${getDemo().umi?.configId ?? ''}?tab=webhook`,
    shows: 'Answer with 2xx',
  },
  {
    name: 'channel-requests',
    find: () => `/channels/${getDemo().chat?.channelId ?? ''}?tab=requests`,
    shows: 'Open a session from a page',
  },
  { name: 'rooms', find: () => '/channels/rooms', shows: 'Demo room' },
  {
    name: 'deliveries',
    find: (request) => sendSample(request).then(() => '/deliveries'),
    shows: 'Last error',
  },
  {
    name: 'delivery',
    find: async (request) => `/deliveries/${await sendSample(request)}`,
    shows: 'Attempts',
  },
  { name: 'statistics', find: () => '/statistics', shows: 'Ended without a person' },
  { name: 'api-keys', find: () => '/developers/api-keys', shows: 'Demo: e-mail' },
  {
    name: 'api-key',
    find: async (request) => `/developers/api-keys/${await findOwnKey(request)}`,
    shows: 'Requests',
  },
  { name: 'requests', find: () => '/developers/requests', shows: 'API key' },
  { name: 'reference', find: () => '/developers/reference', shows: '4 operations' },
  { name: 'reference-api', find: () => '/developers/reference/chat', shows: 'Authentication' },
  {
    name: 'reference-try',
    find: () => '/developers/reference/headless/start-a-session?try=1',
    shows: 'Creates a session',
  },
  { name: 'account', find: () => '/settings/account', shows: 'Changing it signs you out' },
  { name: 'general', find: () => '/settings/general', shows: 'Require it of all members' },
  { name: 'members', find: () => '/settings/members', shows: 'agent@parley.example' },
  { name: 'models', find: () => '/settings/models', shows: 'demo-model' },
  { name: 'connections', find: () => '/settings/connections', shows: 'Services and models that flows call' },
  { name: 'environments', find: () => '/settings/environments', shows: 'Flows with a version' },
  {
    name: 'configuration',
    find: () => '/settings/configuration',
    shows: 'A session keeps the values that it started with',
  },
  { name: 'secrets', find: () => '/settings/secrets', shows: 'Their values are stored encrypted' },
  { name: 'audit', find: () => '/settings/audit', shows: 'Signed in' },
  { name: 'missing', find: () => '/nowhere/at/all', shows: null },
  { name: 'sign-in', find: () => '/sign-in', shows: 'to the console of this server', isSignedOut: true },
  { name: 'join', find: () => '/join/no-such-link', shows: null, isSignedOut: true },
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

/** Makes a contact with some attributes; returns the address of its page. */
async function makeContact(request: APIRequestContext): Promise<string> {
  const { id } = await manage<{ id: string }>(request, '/contacts', {
    ...{
      name: 'Ada Lovelace',
      locale: 'en-GB',
      attributes: { plan: 'Gold customer', visits: 3, tags: ['vip'] },
    },
    addresses: [
      { channel: 'api', address: `people@example.com ${crypto.randomUUID().slice(0, 8)}` },
      { channel: 'phone', address: `+49 1511 ${crypto.randomUUID().slice(0, 8)}` },
    ],
  });
  return `/contacts/${id}`;
}
