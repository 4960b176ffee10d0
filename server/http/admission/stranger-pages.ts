import type { IncomingMessage, ServerResponse } from 'node:http';
import { lastForwardedFor } from '../server/forwarded-for';
import { toClientKey } from './client-key';
import { createPageQueue } from './page-queue';

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

export type StrangerPagesOptions = {
  handle: Handle;
  /** Whether the cookies of a request hold a sign-in of this server. */
  hasSignIn: (cookies: string | undefined) => Promise<boolean>;
};

const WAITING = 500;
const WAIT_MS = 5_000;
const RETRY_AFTER_SECONDS = '2';
const BUSY = 'The server is busy. Try again in a few seconds.\n';
// Next serves these without rendering, or they have limits of their own.
const NOT_RENDERED = /^\/(?:_next|api)\//;

/** Queues pages for people who are not signed in (page-queue/share) and passes everything else on. */
export function createStrangerPages({ handle, hasSignIn }: StrangerPagesOptions): Handle {
  const turns = createPageQueue({ queue: WAITING, waitMs: WAIT_MS });
  return async (request, response) => {
    const { url = '', headers, socket } = request;
    if (NOT_RENDERED.test(url) || (await hasSignIn(headers.cookie))) return handle(request, response);
    const address = lastForwardedFor(headers['x-forwarded-for']) ?? socket.remoteAddress ?? '';
    const isServed = await turns.run(toClientKey(address), async () => {
      // The client is gone.
      if (!socket.destroyed) await handle(request, response);
    });
    if (!isServed) refuse(response);
  };
}

function refuse(response: ServerResponse): void {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': RETRY_AFTER_SECONDS };
  response.writeHead(503, headers).end(BUSY);
}
