import { fileTypeFromBuffer } from 'file-type';
import { findMimeType } from '@/server/engine/answers/text/mime-types';

const ANY_TYPE = 'application/octet-stream';
const PLAIN = 'text/plain';
// The most that the parser reads of a hostile file.
const MAX_SNIFFED_BYTES = 1_048_576;
const MAX_MARKUP_CHARS = 4_096;

// Old office files share one container format, so only their extension distinguishes them.
const CONTAINER = 'application/x-cfb';
const IN_CONTAINER: ReadonlySet<string> = new Set([
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
]);

const isTextType = (mime: string | null | undefined): mime is string =>
  mime?.startsWith('text/') || mime === 'application/json' || false;
const ACTIVE: ReadonlySet<string> = new Set(['text/html', 'text/javascript', 'text/xml', 'text/css']);

/** Detects the type of a file from its bytes; `name` and `declared` only distinguish kinds of text. */
export async function sniffType(bytes: Uint8Array, name: string, declared: string): Promise<string> {
  const found = await detect(bytes);
  const byName = findMimeType(name);
  if (found === CONTAINER) return byName && IN_CONTAINER.has(byName) ? byName : found;
  if (found !== null && found !== 'application/xml') return found;
  const text = readText(bytes);
  return text === null ? (found ?? ANY_TYPE) : typeOfText(text, byName, declared);
}

async function detect(bytes: Uint8Array): Promise<string | null> {
  try {
    return (await fileTypeFromBuffer(bytes.subarray(0, MAX_SNIFFED_BYTES)))?.mime ?? null;
  } catch {
    // A file that ends within its own header has no known type.
    return null;
  }
}

/** Decodes the file as UTF-8 text; null for binary data. */
function readText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function typeOfText(text: string, byName: string | null, declared: string): string {
  const head = text.slice(0, MAX_MARKUP_CHARS);
  if (/<(?:!doctype\s+html|html|head|body|script|iframe)\b/i.test(head)) return 'text/html';
  if (/<svg\b/i.test(head)) return 'image/svg+xml';
  if (/^\s*<\?xml\b/i.test(head)) return 'application/xml';
  const known = [byName, declared].find((mime) => isTextType(mime) && !ACTIVE.has(mime));
  return known ?? PLAIN;
}

/** Whether a file matches one item of an `accept` attribute: ".pdf", "image/*" or "application/pdf". */
export function matchesAccept(given: string, name: string, mime: string): boolean {
  const pattern = given.trim().toLowerCase();
  if (pattern === '*' || pattern === '*/*') return true;
  if (pattern.startsWith('.'))
    return name.toLowerCase().endsWith(pattern) && isPlausible(findMimeType(name), mime);
  return pattern.endsWith('/*') ? mime.startsWith(pattern.slice(0, -1)) : mime === pattern;
}

/**
 * Whether a type may have this extension; formats of images, audio and video differ too finely to be compared
 * exactly.
 */
function isPlausible(byName: string | null, mime: string): boolean {
  if (byName === null || byName === mime) return true;
  const [expected] = byName.split('/');
  return expected !== 'application' && mime.startsWith(`${expected}/`);
}

// Types that browsers display without running code; all others are served as bytes.
const SHOWABLE: ReadonlySet<string> = new Set([
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'],
  ...['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav', 'video/mp4', 'video/webm'],
]);

/** Returns the Content-Type for serving a file. */
export function toServedType(mime: string): string {
  if (mime === PLAIN || mime === 'text/csv') return `${mime}; charset=utf-8`;
  return SHOWABLE.has(mime) ? mime : ANY_TYPE;
}
