import { domainError } from '@/server/shared/errors';

const NOTHING = new Uint8Array(0);

type Hold = (bytes: number) => void;

/**
 * Reads the whole body, refusing more than `maxBytes` before it is held in memory, whether or not a length was announced.
 * `hold` is told of every part before it is kept, and may throw.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  hold: Hold = () => undefined,
): Promise<Uint8Array> {
  const announced = announcedLength(request.headers);
  if (announced === null) return readChunks(request, maxBytes, hold);
  if (announced > maxBytes) throw domainError('body_too_large', { maxBytes });
  if (announced === 0) return NOTHING;
  hold(announced);
  // Node never hands over more than the announced length, so reading at once is bounded, and much the faster way.
  return new Uint8Array(await request.arrayBuffer());
}

/** Null for a body that comes in chunks. */
function announcedLength(headers: Headers): number | null {
  if (headers.get('transfer-encoding') !== null) return null;
  // A request that says neither has no body (RFC 9112, 6.3), and to look for one costs as much as the rest of the kit.
  const length = headers.get('content-length') ?? '0';
  return /^\d{1,15}$/.test(length) ? Number(length) : null;
}

async function readChunks(request: Request, maxBytes: number, hold: Hold): Promise<Uint8Array> {
  if (!request.body) return NOTHING;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw domainError('body_too_large', { maxBytes });
    hold(chunk.byteLength);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
