import type { IncomingMessage } from 'node:http';
import { domainError } from '@/server/shared/errors';
import { sendContinue } from './deferred-continue';
import { type BodyReading, watchBody } from './watch-body';

const NOTHING = new Uint8Array(0);

/**
 * Reads a body completely, from Node's request where there is one; throws body_too_large, body_too_slow, overloaded, or
 * invalid_request when the connection ends early.
 */
export function readBody(
  request: Request,
  incoming: IncomingMessage | undefined,
  reading: BodyReading,
): Promise<Uint8Array> {
  const announced = announcedLength(request.headers);
  if (announced === 0) return Promise.resolve(NOTHING);
  const { maxBytes } = reading;
  if (announced !== null && announced > maxBytes)
    return Promise.reject(domainError('body_too_large', { maxBytes }));
  // The adapter keeps a complete body of a client that has disconnected.
  return incoming && !incoming.destroyed ? readIncoming(incoming, reading) : readStream(request, reading);
}

/** Null for a chunked body. */
function announcedLength(headers: Headers): number | null {
  if (headers.get('transfer-encoding') !== null) return null;
  // A request with neither header has no body (RFC 9112, section 6.3); looking for one would double the cost of a
  // request.
  const length = headers.get('content-length') ?? '0';
  return /^\d{1,15}$/.test(length) ? Number(length) : null;
}

function readIncoming(incoming: IncomingMessage, reading: BodyReading): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const finish = (end: () => void): void => {
      watch.stop();
      incoming.off('data', take).off('end', complete).off('close', breakOff).off('error', breakOff);
      end();
    };
    const fail = (error: unknown): void =>
      finish(() => {
        // The rest stays unread until the response is sent (node-listener.ts).
        incoming.pause();
        reject(error);
      });
    const take = (chunk: Buffer): void => {
      try {
        watch.add(chunk.byteLength);
        chunks.push(chunk);
      } catch (error) {
        fail(error);
      }
    };
    const complete = (): void => finish(() => resolve(join(chunks)));
    // The client may disconnect after sending all of it.
    const breakOff = (): void =>
      incoming.complete && incoming.readableLength === 0 ? complete() : fail(brokenOff());
    const watch = watchBody(reading, fail);
    sendContinue(incoming);
    incoming.on('data', take).on('end', complete).on('close', breakOff).on('error', breakOff);
  });
}

async function readStream(request: Request, reading: BodyReading): Promise<Uint8Array> {
  if (!request.body) return NOTHING;
  const chunks: Uint8Array[] = [];
  const reader = request.body.getReader();
  let giveUp: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  failed.catch(() => undefined);
  const watch = watchBody(reading, giveUp);
  const read = () => reader.read().catch(() => Promise.reject(brokenOff()));
  try {
    for (;;) {
      const { done, value } = await Promise.race([read(), failed]);
      if (done) return join(chunks);
      watch.add(value.byteLength);
      chunks.push(value);
    }
  } finally {
    watch.stop();
    reader.releaseLock();
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

function brokenOff(): Error {
  return domainError('invalid_request', {
    issues: [{ path: [], message: 'The connection ended before the body did.' }],
  });
}
