import { fileTypeFromBuffer } from 'file-type';
import { findMimeType, toUsualType } from '@/server/engine/answers/text/mime-types';

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

// Characters that no text has; the ones left out are letters of Windows.
const CONTROL = /(?![\t\n\f\r\u0080-\u009f])\p{Cc}/u;

const isTextType = (mime: string | null | undefined): mime is string =>
  mime?.startsWith('text/') || mime === 'application/json' || false;
const ACTIVE: ReadonlySet<string> = new Set(['text/html', 'text/javascript', 'text/xml', 'text/css']);

/** Detects the type of a file from its bytes; `name` and `declared` only distinguish kinds of text. */
export async function sniffType(bytes: Uint8Array, name: string, declared: string): Promise<string> {
  const byName = findMimeType(name);
  const wide = readWideText(bytes);
  if (wide !== null) return typeOfText(wide, byName, declared);
  const found = await detect(bytes);
  if (found === CONTAINER) return byName && IN_CONTAINER.has(byName) ? byName : found;
  if (found !== null && found !== 'application/xml') return toUsualType(found);
  const isSaidText = isTextType(byName) || isTextType(declared);
  const text = readText(bytes) ?? (isSaidText ? readOldText(bytes) : null);
  return text === null ? (found ?? ANY_TYPE) : typeOfText(text, byName, declared);
}

async function detect(bytes: Uint8Array): Promise<string | null> {
  if (isHeic(bytes)) return 'image/heic';
  try {
    return (await fileTypeFromBuffer(bytes.subarray(0, MAX_SNIFFED_BYTES)))?.mime ?? null;
  } catch {
    // A file that ends within its own header has no known type.
    return null;
  }
}

// Some brands of this format are taken for films otherwise.
function isHeic(bytes: Uint8Array): boolean {
  return /^ftyphe[iv][cxms]$/.test(Buffer.from(bytes.subarray(4, 12)).toString('latin1'));
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

/** Decodes a file that begins as UTF-16 does, which sounds also may; null for other data. */
function readWideText(bytes: Uint8Array): string | null {
  const charset = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : null;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if ((charset === null && !isBig) || bytes.byteLength % 2 === 1) return null;
  try {
    const text = new TextDecoder(charset ?? 'utf-16be', { fatal: true }).decode(bytes);
    return CONTROL.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Decodes text of an old office program, in one byte per character; null for binary data. */
function readOldText(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes).toString('latin1');
  return CONTROL.test(text) ? null : text;
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
  return pattern.endsWith('/*') ? mime.startsWith(pattern.slice(0, -1)) : mime === toUsualType(pattern);
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
