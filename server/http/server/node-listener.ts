import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { lastForwardedFor } from './forwarded-for';

/** What the Node mount passes beside a request. */
export type NodeBindings = {
  /** The class whose responses it can send without reading them back. */
  Response?: typeof Response;
  /** Where the request came from. */
  address?: string;
  /** The request as Node has it, from which a body is read as it arrives. */
  incoming?: IncomingMessage;
};

export type NodeListenerOptions = {
  /** Believes the right end of X-Forwarded-For instead of the connection. */
  trustProxy?: boolean;
};

export type Fetch = (request: Request, env?: NodeBindings) => Response | Promise<Response>;

/**
 * Serves an app straight from Node's http server. The adapter's light Response halves the cost of a small answer, but
 * it would put it in place of the global one, which Next needs as it is: so it is taken and the global put back.
 */
export function createNodeListener(
  fetch: Fetch,
  { trustProxy = false }: NodeListenerOptions = {},
): RequestListener {
  const { Request, Response } = globalThis;
  let LightResponse = Response;
  const listener = getRequestListener((request, bindings) => {
    const incoming = bindings.incoming as IncomingMessage;
    const address = addressOf(incoming, trustProxy);
    return fetch(request, { Response: LightResponse, address, incoming });
  });
  LightResponse = globalThis.Response;
  Object.defineProperty(globalThis, 'Request', { value: Request });
  Object.defineProperty(globalThis, 'Response', { value: Response });
  return listener;
}

function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? lastForwardedFor(headers['x-forwarded-for']) : null;
  return forwarded ?? socket.remoteAddress ?? '';
}
