import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * `Expect: 100-continue`: the caller sends its body once it is asked for it. It is asked when the body is about to be read,
 * so that what is refused by its headers is refused before the body is sent.
 */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/** Notes that the caller of this request waits to be asked for the body. */
export function deferContinue(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, response);
}

/** Asks for the body where the caller waits for that; to be called before a body is read. */
export function sendContinue(request: IncomingMessage): void {
  const response = waiting.get(request);
  if (!response) return;
  waiting.delete(request);
  if (!response.headersSent) response.writeContinue();
}
