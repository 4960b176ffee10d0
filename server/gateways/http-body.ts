import type { Json } from '@/server/engine/json';
import { parseJsonKeepingNumbers } from '@/server/shared/json-numbers';
import { TooLargeError } from './body-errors';
import { decodeBody } from './content-encoding';

const MAX_DEPTH = 64;

/**
 * Reads a body of at most `maxBytes`: valid JSON is parsed when the type says so, anything else is text. Numbers that a
 * double cannot carry stay text (json/numbers-unchanged). Throws TooLargeError, EncodingError.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): Promise<Json> {
  return toData(await readBytes(body, headers, maxBytes), headers['content-type'] ?? '');
}

/** Reads a body of at most `maxBytes`, as sent and decoded, as bytes. Throws TooLargeError, EncodingError. */
export async function readBytes(
  body: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): Promise<Buffer> {
  const { bytes, isCut } = await collect(body, maxBytes);
  if (isCut) throw new TooLargeError(maxBytes);
  return decodeBody(bytes, headers['content-encoding'], { maxBytes, isExcerpt: false });
}

/** Reads at most `keepBytes` of a body as text; a note marks where a longer one was cut. */
export async function readExcerpt(
  body: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  keepBytes: number,
): Promise<string> {
  const { bytes, isCut } = await collect(body, keepBytes);
  const decoded = await decodeBody(bytes, headers['content-encoding'], {
    maxBytes: keepBytes,
    isExcerpt: true,
  });
  const text = new TextDecoder().decode(decoded.subarray(0, keepBytes));
  return isCut || decoded.length > keepBytes ? `${text}\n[cut after ${keepBytes} bytes]` : text;
}

/** Collects a body up to `maxBytes`; `isCut` if it has more. */
async function collect(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ bytes: Buffer; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size > maxBytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), isCut: size > maxBytes };
}

function toData(bytes: Buffer, contentType: string): Json {
  const text = toDecoder(contentType).decode(bytes);
  if (!/^[\w.+-]+\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType)) return text;
  try {
    const value = parseJsonKeepingNumbers(text) as Json;
    // Deeper data cannot be stored.
    return isDeeperThan(value, MAX_DEPTH) ? text : value;
  } catch {
    return text;
  }
}

function toDecoder(contentType: string): TextDecoder {
  const charset = /;\s*charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

function isDeeperThan(value: Json, max: number): boolean {
  const stack = [{ value, depth: 0 }];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    if (entry.value === null || typeof entry.value !== 'object') continue;
    if (entry.depth >= max) return true;
    for (const child of Object.values(entry.value)) stack.push({ value: child, depth: entry.depth + 1 });
  }
  return false;
}
