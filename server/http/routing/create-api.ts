import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CountResponse } from '@/server/gateways/telemetry/meters';
import { domainError } from '@/server/shared/errors';
import { toFailureResponse } from '../response/failure';
import { type EndpointResponse, type RenderedResponse, toResponse } from '../response/response';
import type { Fetch, NodeBindings } from '../server/node-listener';
import { logAccess, recordRequest } from './access-log';
import { isPreflight, respondToPreflight } from './cors';
import { restoreDotIds } from './dot-ids';
import { endRequest } from './end-request';
import type { Endpoint } from './endpoint';
import { type Document, describeApi } from './openapi';
import { createRequestContext, type RequestContext } from './request-context';
import { scopesOfRoute } from './route-scopes';
import { createRouteTable, type RouteTable, toHonoPath } from './route-table';
import { type Api, serve } from './serve';
import { prepareServiceContexts } from './service-contexts';

export type ApiApp = { prefix: string; fetch: Fetch; document: () => Document };

type AppEnv = { Bindings: NodeBindings };

/** Builds the app of one API from its endpoints: routing, the OpenAPI document, and one path for every request. */
export function createApi(given: ApiParts, endpoints: readonly Endpoint[]): ApiApp {
  const { platform, surface, limits } = given;
  const count = platform.meters.responsesOf(surface.name);
  const api: WatchedApi = { ...given, count, createContext: prepareServiceContexts(platform, limits) };
  const app = new OpenAPIHono<AppEnv>();
  const { prefix } = api.surface;
  const placed = endpoints.map((endpoint) => ({
    endpoint: place(prefix, endpoint),
    scopes: scopesOfRoute(surface.routeScopes, endpoint.route),
  }));
  for (const { endpoint, scopes } of placed) {
    app.on(endpoint.route.method.toUpperCase(), toHonoPath(endpoint.route.path), (c) =>
      answerTo(api, c, endpoint.route.path, (context) =>
        serve(api, { endpoint, scopes, context, params: paramsOf(c), query: queryOf(c) }),
      ),
    );
  }
  const documentPath = `${prefix}/openapi.json`;
  const document = describeApi(
    app,
    placed.map(({ endpoint }) => endpoint),
    surface,
  );
  app.get(documentPath, (c) =>
    answerTo(api, c, documentPath, async (context) => {
      limitStranger(api, context);
      return { status: 200, body: document() };
    }),
  );
  const methodsOf = createRouteTable(placed.map(({ endpoint }) => endpoint));
  app.notFound((c) =>
    answerTo(api, c, '(unrouted)', (context) => answerUnrouted(api, methodsOf, documentPath, context)),
  );
  return { prefix, fetch: (request, env) => app.fetch(request, env), document };
}

function place(prefix: string, endpoint: Endpoint): Endpoint {
  return { ...endpoint, route: { ...endpoint.route, path: `${prefix}${endpoint.route.path}` } };
}

export type ApiParts = Omit<Api, 'createContext'>;

type WatchedApi = Api & { count: CountResponse };
type Serve = (context: RequestContext) => Promise<EndpointResponse | RenderedResponse>;

async function answerTo(
  api: WatchedApi,
  c: Context<AppEnv>,
  pattern: string,
  serveIt: Serve,
): Promise<Response> {
  const { platform, surface } = api;
  const now = platform.clock.now();
  const context = createRequestContext(c, pattern, now, () => platform.ids.uuid(now), platform.tracer);
  // A cached response must not serve another origin.
  if (surface.cors) context.headers.Vary = 'Origin';
  const answer = await admit(api, context, serveIt).catch((error: unknown) =>
    toFailureResponse(platform, surface, context, error),
  );
  logAccess(platform, surface.name, context, answer.status);
  recordRequest(platform, surface.name, context, answer.status);
  endRequest(context, api.count, answer.status);
  return toResponse(answer, context.headers, c.env?.Response ?? Response);
}

// Released when the response is ready: a stream that continues holds no place.
async function admit(
  { limits: { admission } }: Api,
  context: RequestContext,
  serveIt: Serve,
): Promise<EndpointResponse | RenderedResponse> {
  admission.open();
  try {
    return await serveIt(context);
  } finally {
    admission.close(context.slot);
  }
}

// Requests for what needs no credential count as strangers' requests.
function limitStranger(
  { platform, surface, limits: { strangers } }: Api,
  { address, request }: RequestContext,
): void {
  strangers.check(address, () => surface.isKnownCaller(platform, request));
  strangers.count(address);
}

async function answerUnrouted(
  api: Api,
  methodsOf: RouteTable,
  documentPath: string,
  context: RequestContext,
): Promise<EndpointResponse> {
  const { platform, surface } = api;
  limitStranger(api, context);
  const allowed = context.path === documentPath ? ['GET', 'HEAD', 'OPTIONS'] : methodsOf(context.path);
  if (allowed.length === 0) throw domainError('not_found', { thing: 'route', id: context.path });
  if (surface.cors && isPreflight(context))
    return respondToPreflight(platform, surface.cors, context, allowed);
  if (context.method === 'OPTIONS') return { status: 204, headers: { Allow: allowed.join(', ') } };
  throw domainError('method_not_allowed', { allowed });
}

function paramsOf(c: Context<AppEnv>): Record<string, string> {
  const params = c.req.param();
  return c.env?.hasDotIds ? restoreDotIds(params) : params;
}

const NO_QUERY = {};

function queryOf(c: Context<AppEnv>): Record<string, string | string[]> {
  if (!c.req.url.includes('?')) return NO_QUERY;
  const lists = c.req.queries();
  return Object.fromEntries(
    Object.entries(lists).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
