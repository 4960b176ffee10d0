import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CountAnswer } from '@/server/gateways/telemetry/meters';
import { domainError } from '@/server/shared/errors';
import { logAccess, noteRequest } from './access-log';
import { type Answer, type RenderedAnswer, toResponse } from './answer';
import { answerPreflight, isPreflight } from './cors';
import type { Endpoint } from './endpoint';
import { type Exchange, openExchange } from './exchange';
import { answerFailure } from './failure';
import type { Fetch, MountEnv } from './node-listener';
import { openContexts } from './open-contexts';
import { describeApi, toDescribed } from './openapi';
import { scopesOfRoute } from './route-scopes';
import { createRouteTable, type RouteTable, toHonoPath } from './route-table';
import { type Api, serve } from './serve';
import { endRequest } from './watch-request';

export type ApiApp = { prefix: string; fetch: Fetch };

type AppEnv = { Bindings: MountEnv };

/** Builds the app of one API from its endpoints: routing, its OpenAPI document, and one way for every request. */
export function createApi(given: ApiParts, endpoints: readonly Endpoint[]): ApiApp {
  const { platform, surface, limits } = given;
  const count = platform.meters.answersOf(surface.name);
  const api: WatchedApi = { ...given, count, openContext: openContexts(platform, limits) };
  const app = new OpenAPIHono<AppEnv>();
  const { prefix } = api.surface;
  const placed = endpoints.map((endpoint) => ({
    endpoint: place(prefix, endpoint),
    scopes: scopesOfRoute(surface.routeScopes, endpoint.route),
  }));
  for (const { endpoint, scopes } of placed) {
    app.openAPIRegistry.registerPath(toDescribed(endpoint.route));
    app.on(endpoint.route.method.toUpperCase(), toHonoPath(endpoint.route.path), (c) =>
      answerTo(api, c, endpoint.route.path, (exchange) =>
        serve(api, { endpoint, scopes, exchange, params: c.req.param(), query: queryOf(c) }),
      ),
    );
  }
  const documentPath = `${prefix}/openapi.json`;
  const document = describeApi(app, api.surface);
  app.get(documentPath, (c) =>
    answerTo(api, c, documentPath, async (exchange) => {
      meetStranger(api, exchange);
      return { status: 200, body: document() };
    }),
  );
  const methodsOf = createRouteTable(placed.map(({ endpoint }) => endpoint));
  app.notFound((c) =>
    answerTo(api, c, '(unrouted)', (exchange) => answerUnrouted(api, methodsOf, documentPath, exchange)),
  );
  return { prefix, fetch: (request, env) => app.fetch(request, env) };
}

function place(prefix: string, endpoint: Endpoint): Endpoint {
  return { ...endpoint, route: { ...endpoint.route, path: `${prefix}${endpoint.route.path}` } };
}

export type ApiParts = Omit<Api, 'openContext'>;

type WatchedApi = Api & { count: CountAnswer };
type Serve = (exchange: Exchange) => Promise<Answer | RenderedAnswer>;

async function answerTo(
  api: WatchedApi,
  c: Context<AppEnv>,
  pattern: string,
  serveIt: Serve,
): Promise<Response> {
  const { platform, surface } = api;
  const now = platform.clock.now();
  const exchange = openExchange(c, pattern, now, () => platform.ids.uuid(now), platform.tracer);
  // What a cache holds for one origin is no answer for another.
  if (surface.cors) exchange.headers.Vary = 'Origin';
  const answer = await admit(api, exchange, serveIt).catch((error: unknown) =>
    answerFailure(platform, surface, exchange, error),
  );
  logAccess(platform, surface.name, exchange, answer.status);
  noteRequest(platform, surface.name, exchange, answer.status);
  endRequest(exchange, api.count, answer.status);
  return toResponse(answer, exchange.headers, c.env?.Response ?? Response);
}

// Given back when the answer is known: a stream that goes on holds no place.
async function admit(
  { limits: { admission } }: Api,
  exchange: Exchange,
  serveIt: Serve,
): Promise<Answer | RenderedAnswer> {
  admission.open();
  try {
    return await serveIt(exchange);
  } finally {
    admission.close(exchange.stay);
  }
}

// What needs no credential is asked for by a stranger each time.
function meetStranger(
  { platform, surface, limits: { strangers } }: Api,
  { address, request }: Exchange,
): void {
  strangers.check(address, () => surface.knowsCaller(platform, request));
  strangers.count(address);
}

async function answerUnrouted(
  api: Api,
  methodsOf: RouteTable,
  documentPath: string,
  exchange: Exchange,
): Promise<Answer> {
  const { platform, surface } = api;
  meetStranger(api, exchange);
  const allowed = exchange.path === documentPath ? ['GET', 'HEAD', 'OPTIONS'] : methodsOf(exchange.path);
  if (allowed.length === 0) throw domainError('not_found', { thing: 'route', id: exchange.path });
  if (surface.cors && isPreflight(exchange))
    return answerPreflight(platform, surface.cors, exchange, allowed);
  if (exchange.method === 'OPTIONS') return { status: 204, headers: { Allow: allowed.join(', ') } };
  throw domainError('method_not_allowed', { allowed });
}

const NO_QUERY = {};

function queryOf(c: Context<AppEnv>): Record<string, string | string[]> {
  if (!c.req.url.includes('?')) return NO_QUERY;
  const lists = c.req.queries();
  return Object.fromEntries(
    Object.entries(lists).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
