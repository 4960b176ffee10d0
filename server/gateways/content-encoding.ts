/*
 * Content-Encoding of responses (RFC 9110, 8.4). None is asked for, but servers and proxies encode all the same.
 *
 * encoding/status-kept   A response whose encoding is unknown or wrongly named keeps its status and body.
 * encoding/bounded       Every layer has at most `maxBytes`, so that a small body cannot fill the memory.
 */
import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { EncodingError, TooLargeError } from './body-errors';

export type DecodeOptions = {
  maxBytes: number;
  /** Whether `bytes` are the beginning of a body, of which the first `maxBytes` are wanted. */
  isExcerpt: boolean;
};

type Coding = 'gzip' | 'deflate' | 'br';

const CODINGS: ReadonlyMap<string, Coding> = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
]);
const MOST_CODINGS = 3;

/**
 * Decodes a body; a body in an encoding that is not known is returned as it is, as browsers do. Throws EncodingError,
 * TooLargeError.
 */
export async function decodeBody(
  bytes: Buffer,
  contentEncoding: string | undefined,
  options: DecodeOptions,
): Promise<Buffer> {
  let decoded = bytes;
  for (const coding of listCodings(contentEncoding ?? '')) {
    if (decoded.length === 0) break;
    decoded = await decodeLayer(decoded, coding, options);
  }
  return decoded;
}

/** The codings to undo, the last one applied first. */
function listCodings(header: string): Coding[] {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const applied = names.filter((name) => name !== '' && name !== 'identity');
  const known = applied.flatMap((name) => CODINGS.get(name) ?? []);
  return known.length === applied.length && known.length <= MOST_CODINGS ? known.reverse() : [];
}

async function decodeLayer(bytes: Buffer, coding: Coding, options: DecodeOptions): Promise<Buffer> {
  const { maxBytes, isExcerpt } = options;
  // Plain text under the name gzip is common; the other codings begin with no fixed bytes.
  if (coding === 'gzip' && !isGzip(bytes)) return bytes;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createDecoder(bytes, coding, options).end(bytes)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) break;
    }
  } catch {
    if (!isExcerpt) throw new EncodingError(`with a body that is not ${coding}, as it says`);
    if (size === 0) return bytes;
  }
  if (size > maxBytes && !isExcerpt) throw new TooLargeError(maxBytes);
  return Buffer.concat(chunks);
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** "deflate" is zlib's format, but some servers send it without zlib's header. */
function createDecoder(bytes: Buffer, coding: Coding, { isExcerpt }: DecodeOptions): Transform {
  const zlib = isExcerpt ? { finishFlush: constants.Z_SYNC_FLUSH } : {};
  if (coding === 'br')
    return createBrotliDecompress(isExcerpt ? { finishFlush: constants.BROTLI_OPERATION_FLUSH } : {});
  if (coding === 'gzip') return createGunzip(zlib);
  return ((bytes[0] ?? 0) & 0x0f) === 0x08 ? createInflate(zlib) : createInflateRaw(zlib);
}
