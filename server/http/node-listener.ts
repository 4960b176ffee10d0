import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/** What the Node mount passes beside a request: the class whose responses it can send without reading them back. */
export type MountEnv = { Response?: typeof Response };

export type Fetch = (request: Request, env?: MountEnv) => Response | Promise<Response>;

/**
 * Serves an app straight from Node's http server. The adapter's light Response halves the cost of a small answer, but
 * it would put it in place of the global one, which Next needs as it is: so it is taken and the global put back.
 */
export function createNodeListener(fetch: Fetch): RequestListener {
  const { Request, Response } = globalThis;
  const env: MountEnv = {};
  const listener = getRequestListener((request) => fetch(request, env));
  env.Response = globalThis.Response;
  Object.defineProperty(globalThis, 'Request', { value: Request });
  Object.defineProperty(globalThis, 'Response', { value: Response });
  return listener;
}
