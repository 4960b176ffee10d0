import { requireScope, type ServiceContext } from '../context';
import { sniffType } from '../upload/file-type';

/*
 * picture/only-pictures: the response is a picture according to its bytes, never a page, a script or an SVG.
 * picture/bounded: a picture is loaded through the guarded client, with MAX_BYTES and LOAD_MS at most; each of at
 *   most MOST_REDIRECTS redirects is checked again. A process loads at most MOST_AT_ONCE at a time.
 */

export type Picture = { mime: string; bytes: Uint8Array };

const MAX_BYTES = 5_000_000;
const LOAD_MS = 10_000;
const MOST_REDIRECTS = 3;
const MOST_AT_ONCE = 16;
const PICTURES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]);

let underWay = 0;

/** Loads a picture in a conversation; null when there is none, `busy` when too many are being loaded. */
export async function loadPicture(
  ctx: ServiceContext,
  { url }: { url: string },
): Promise<Picture | 'busy' | null> {
  requireScope(ctx, 'sessions:read');
  if (underWay >= MOST_AT_ONCE) return 'busy';
  underWay += 1;
  try {
    const bytes = await load(ctx, url, AbortSignal.timeout(LOAD_MS));
    const mime = bytes && (await sniffType(bytes, '', ''));
    return bytes && mime && PICTURES.has(mime) ? { mime, bytes } : null;
  } finally {
    underWay -= 1;
  }
}

async function load({ http }: ServiceContext, from: string, signal: AbortSignal): Promise<Uint8Array | null> {
  const headers = { accept: 'image/*', 'accept-encoding': 'identity' };
  let url: string | null = from;
  for (let redirects = 0; url !== null && redirects <= MOST_REDIRECTS; redirects += 1) {
    const call = { method: 'GET' as const, url, headers, body: null, timeoutMs: LOAD_MS, maxAttempts: 1 };
    const answer = await http.sendForBytes(call, MAX_BYTES, signal);
    if (answer.type === 'error') return null;
    const { status, body } = answer.result;
    if (status === 200) return body;
    url = toNext(url, status, answer.result.headers.location);
  }
  return null;
}

function toNext(url: string, status: number, location: string | undefined): string | null {
  const isRedirect = status >= 300 && status < 400 && location !== undefined;
  return isRedirect && URL.canParse(location, url) ? new URL(location, url).href : null;
}
