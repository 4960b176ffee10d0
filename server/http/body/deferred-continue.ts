import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * `Expect: 100-continue`: the client sends its body after a 100 response. That is sent when the body is about to be read, so
 * that a request refused by its headers is refused before its body is sent.
 */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/** Marks a request whose client waits for 100 Continue. */
export function deferContinue(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, response);
}

/** Sends 100 Continue to a client that waits for it; to be called before a body is read. */
export function sendContinue(request: IncomingMessage): void {
  const response = waiting.get(request);
  if (!response) return;
  waiting.delete(request);
  if (!response.headersSent) response.writeContinue();
}
