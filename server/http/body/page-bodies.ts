import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyRate } from './watch-body';

/*
 * Bodies of requests to the console, which Next reads.
 * pages/bodies-announced  A body must have a Content-Length of at most `maxBytes`, or none of it is read: Next reads a body
 *                         to its end, whatever its length.
 * pages/minimum-rate      A body must arrive at the minimum rate (body/minimum-rate), or its connection is closed. Time in
 *                         which this process does not read does not count.
 */

export type PageBodies = {
  /** Watches the body of a request; false when it was refused and answered. */
  admit(request: IncomingMessage, response: ServerResponse): boolean;
  close(): void;
};

export type PageBodiesOptions = { maxBytes: number; rate: BodyRate; lookEveryMs?: number };

type Watched = {
  request: IncomingMessage;
  response: ServerResponse;
  /** The time in which this process could read it. */
  readableMs: number;
  bytesBefore: number;
};

const LOOK_EVERY_MS = 1_000;

/** Creates the watch over the bodies of the console. */
export function createPageBodies({
  maxBytes,
  rate,
  lookEveryMs = LOOK_EVERY_MS,
}: PageBodiesOptions): PageBodies {
  const watched = new Set<Watched>();
  let timer: NodeJS.Timeout | null = null;
  let lookedAt = 0;

  const close = (): void => {
    if (timer) clearInterval(timer);
    timer = null;
  };

  const countTime = (one: Watched, passedMs: number): void => {
    one.readableMs += passedMs;
    if (isSlow(one, rate)) cutOff(one);
  };

  const look = (): void => {
    const now = performance.now();
    // A look that comes late shows that the process was busy and did not read.
    const passedMs = Math.min(now - lookedAt, lookEveryMs);
    lookedAt = now;
    for (const one of watched) {
      if (isOver(one)) watched.delete(one);
      else if (!isFull(one)) countTime(one, passedMs);
    }
    if (watched.size === 0) close();
  };

  const watch = (request: IncomingMessage, response: ServerResponse): void => {
    const { bytesRead: bytesBefore } = request.socket;
    watched.add({ request, response, readableMs: 0, bytesBefore });
    if (timer) return;
    lookedAt = performance.now();
    timer = setInterval(look, lookEveryMs).unref();
  };

  return {
    admit: (request, response) => {
      const refusal = refuse(request, maxBytes);
      if (refusal) {
        const [status, text] = refusal;
        const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': text.length };
        response.writeHead(status, { ...headers, Connection: 'close' }).end(text);
        return false;
      }
      if (Number(request.headers['content-length'] ?? 0) > 0) watch(request, response);
      return true;
    },
    close,
  };
}

function refuse({ headers }: IncomingMessage, maxBytes: number): [status: number, text: string] | null {
  if (headers['transfer-encoding'] !== undefined) return [411, 'Send the body with a Content-Length.\n'];
  const length = Number(headers['content-length'] ?? 0);
  return length > maxBytes ? [413, `A body has at most ${maxBytes} bytes.\n`] : null;
}

function isOver({ request, response }: Watched): boolean {
  return request.complete || request.destroyed || response.writableEnded;
}

/** Whether nothing more of a body is read until its reader takes what has arrived. */
function isFull({ request }: Watched): boolean {
  return request.readableLength >= request.readableHighWaterMark;
}

function isSlow({ request, readableMs, bytesBefore }: Watched, rate: BodyRate): boolean {
  const arrived = request.socket.bytesRead - bytesBefore;
  return readableMs > rate.graceMs + (1_000 * arrived) / rate.bytesPerSecond;
}

function cutOff({ request: { socket }, response }: Watched): void {
  if (!response.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
  socket.destroySoon();
}
