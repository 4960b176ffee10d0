import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { escapeDotIds } from '../routing/dot-ids';
import { lastForwardedFor } from './forwarded-for';

/** The values that the Node listener passes beside a request. */
export type NodeBindings = {
  /** A Response class that can be sent without reading it back. */
  Response?: typeof Response;
  /** The client's address. */
  address?: string;
  /** Whether the path was escaped (path/dot-ids). */
  hasDotIds?: boolean;
  /** Node's own request, which allows reading a body as it arrives. */
  incoming?: IncomingMessage;
};

export type NodeListenerOptions = {
  /** Uses the last entry of X-Forwarded-For instead of the connection's address. */
  trustProxy?: boolean;
};

export type Fetch = (request: Request, env?: NodeBindings) => Response | Promise<Response>;

/**
 * Serves an app from Node's http server. The adapter's light Response halves the cost of a small response, but it
 * replaces the global one, which Next needs; so the global one is restored.
 */
export function createNodeListener(
  fetch: Fetch,
  { trustProxy = false }: NodeListenerOptions = {},
): RequestListener {
  const { Request, Response } = globalThis;
  let LightResponse = Response;
  const dotted = new WeakSet<IncomingMessage>();
  const listener = getRequestListener((request, bindings) => {
    const incoming = bindings.incoming as IncomingMessage;
    const address = addressOf(incoming, trustProxy);
    const hasDotIds = dotted.delete(incoming);
    return fetch(request, { Response: LightResponse, address, incoming, hasDotIds });
  });
  LightResponse = globalThis.Response;
  Object.defineProperty(globalThis, 'Request', { value: Request });
  Object.defineProperty(globalThis, 'Response', { value: Response });
  return (incoming, outgoing) => {
    const target = incoming.url ?? '';
    const escaped = escapeDotIds(target);
    if (escaped !== target) {
      incoming.url = escaped;
      dotted.add(incoming);
    }
    return listener(incoming, outgoing);
  };
}

function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? lastForwardedFor(headers['x-forwarded-for']) : null;
  return forwarded ?? socket.remoteAddress ?? '';
}
