import { getContainer } from '@/server/container';
import { isJsonObject } from '@/server/shared/json';
import { cookieNames } from './cookies';

// More than the longest password with its escapes.
const MAX_BODY_BYTES = 64 * 1024;

/** Answers requests at which next-auth would fail; null for all others. */
export async function findBadRequest(request: Request): Promise<Response | null> {
  const { pathname, searchParams } = new URL(request.url);
  if (/\/callback\/(credentials|code)/.test(pathname) && request.method !== 'POST')
    return refuse(405, 'Send a password by POST.', { allow: 'POST' });
  if (!isAddress(searchParams.get('callbackUrl'))) return refuse(400, 'callbackUrl is not a URL.');
  const cookie = findBrokenCookie(request.headers.get('cookie') ?? '');
  if (cookie)
    return refuse(400, `The cookie ${cookie} is not a URL and was removed. Try again.`, clear(cookie));
  return request.method === 'POST' ? findBadBody(request) : null;
}

async function findBadBody(request: Request): Promise<Response | null> {
  const length = request.headers.get('content-length');
  if (length === null || !(Number(length) <= MAX_BODY_BYTES))
    return refuse(413, `A body has a Content-Length of at most ${String(MAX_BODY_BYTES)} bytes.`);
  if (!request.headers.get('content-type')?.includes('application/json')) return null;
  return (await hasJsonObject(request.clone())) ? null : refuse(400, 'The body is not a JSON object.');
}

async function hasJsonObject(request: Request): Promise<boolean> {
  try {
    const body: unknown = await request.json();
    return isJsonObject(body);
  } catch {
    return false;
  }
}

// The callback URL is kept in a cookie, which another program on the same host may have set.
function findBrokenCookie(header: string): string | undefined {
  const names = cookieNames(getContainer().env.PARLEY_PUBLIC_URL, 'callback-url');
  const pairs = header.split(';').map((pair) => pair.trim().split(/=(.*)/s));
  return pairs.find(([name = '', value = '']) => names.includes(name) && !isAddress(decode(value)))?.[0];
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function isAddress(url: string | null): boolean {
  if (!url) return true;
  const base = url.startsWith('/') ? 'http://parley.invalid' : undefined;
  return URL.canParse(url, base) && /^https?:$/.test(new URL(url, base).protocol);
}

function clear(cookie: string): Record<string, string> {
  return { 'set-cookie': `${cookie}=; Path=/; Max-Age=0${cookie.startsWith('__') ? '; Secure' : ''}` };
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers });
}
