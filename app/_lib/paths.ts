// All addresses of the console, so that the compiler finds the uses of a moved page.

/** Builds the console's paths; the snapshot beside this file shows them all. */
export const paths = {
  home: () => '/',
  signIn: (callback?: string) =>
    withQuery('/sign-in', { callback: callback && isWorthReturning(callback) ? callback : undefined }),
  signUp: () => '/sign-up',
  sessions: (query: { status?: string; flow?: string; search?: string } = {}) =>
    withQuery('/sessions', query),
  session: (sessionId: string) => `/sessions/${encodeURIComponent(sessionId)}`,
  sessionFile: () => '/sessions/file',
  flows: (query: { new?: 'blank' | 'import'; archived?: '1' } = {}) => withQuery('/flows', query),
  flow: (flowId: string, query: { node?: string; tab?: string } = {}) =>
    withQuery(`/flows/${encodeURIComponent(flowId)}`, query),
  channels: (query: { kind?: string; search?: string; new?: string } = {}) => withQuery('/channels', query),
  channel: (channelId: string, query: { tab?: string } = {}) =>
    withQuery(`/channels/${encodeURIComponent(channelId)}`, query),
  rooms: (query: { new?: '1'; room?: string } = {}) => withQuery('/channels/rooms', query),
  contacts: (query: { search?: string } = {}) => withQuery('/contacts', query),
  contact: (contactId: string) => `/contacts/${encodeURIComponent(contactId)}`,
  deliveries: (query: { status?: string; channel?: string; session?: string; event?: string } = {}) =>
    withQuery('/deliveries', query),
  delivery: (deliveryId: string) => `/deliveries/${encodeURIComponent(deliveryId)}`,
  statistics: () => '/statistics',
  inbox: (query: { queue?: string; room?: string; search?: string; open?: string } = {}) =>
    withQuery('/inbox', query),
  apiKeys: (query: { new?: '1' } = {}) => withQuery('/developers/api-keys', query),
  reference: (api?: string, operation?: string) =>
    ['/developers/reference', api, operation]
      .filter((part) => part !== undefined)
      .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
      .join('/'),
  requests: () => '/developers/requests',
  apiKey: (keyId: string) => `/developers/api-keys/${encodeURIComponent(keyId)}`,
  members: () => '/settings/members',
  general: () => '/settings/general',
  audit: (query: { thing?: string; id?: string; actor?: string } = {}) => withQuery('/settings/audit', query),
  join: (token: string) => `/join/${encodeURIComponent(token)}`,
  reset: (token: string) => `/reset/${encodeURIComponent(token)}`,
  forgotPassword: () => '/forgot-password',
  twoStep: (callback?: string) =>
    withQuery('/two-step', { callback: callback && isWorthReturning(callback) ? callback : undefined }),
  models: () => '/settings/models',
  environments: () => '/settings/environments',
  configuration: () => '/settings/configuration',
  secrets: () => '/settings/secrets',
  connections: (query: { new?: '1' } = {}) => withQuery('/settings/connections', query),
  account: () => '/settings/account',
} as const;

// A longer one would exceed the header limit when it is encoded once more.
const MAX_CALLBACK_LENGTH = 2_000;

function isWorthReturning(callback: string): boolean {
  return callback !== '/' && callback.length <= MAX_CALLBACK_LENGTH;
}

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`;
}

const HERE = 'http://here.invalid';

/** The path to open after a sign-in: a path of this console, otherwise home. */
export function parseCallback(callback: string | null | undefined): string {
  if (!callback?.startsWith('/') || !URL.canParse(callback, HERE)) return paths.home();
  const url = new URL(callback, HERE);
  // Browsers read "/\evil.test" and "/<tab>/evil.test" as another host, and so does the URL parser.
  const ours = url.origin === HERE && !url.pathname.startsWith('//') && !url.pathname.startsWith('/api/');
  return ours ? `${url.pathname}${url.search}${url.hash}` : paths.home();
}
